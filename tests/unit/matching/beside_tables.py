"""Points beside an adoption as minutes have them: each alone in the decision, and what the program must make of it."""

HARMLESS = """
Protokollsutdraget expedieras till Storsthlm.
Beslutet expedieras till KSL med kopia till samtliga nämnder.
Paragrafen förklaras omedelbart justerad.
Ärendet är därmed avslutat.
Kommunstyrelsen tackar KSL för ett väl genomfört arbete.
Kommunstyrelsen tackar förvaltningen för ett gott underlag.
Kommundirektören får i uppdrag att återkomma till kommunstyrelsen med en uppföljning i oktober 2016.
Kommundirektören får i uppdrag att teckna avtalet för kommunens räkning.
Utbildningsnämnden får i uppdrag att verkställa beslutet.
Utbildningsnämnden ges i uppdrag att informera skolornas rektorer om överenskommelsen.
Kommunledningskontoret uppdras att sprida information om överenskommelsen till kommunens invånare.
Uppföljning av överenskommelsen ska redovisas till kommunstyrelsen i samband med delårsbokslutet.
Kostnaden för kommunens deltagande finansieras inom socialnämndens ram.
Kostnaden täcks av kommunstyrelsens anslag för oförutsedda utgifter.
Eventuella kostnader hanteras inom respektive nämnds budgetram.
Kommunens andel om 45 000 kronor per år finansieras inom kommunstyrelsens budget för 2016.
Kommunstyrelsen uppmanar socialnämnden att genomföra nödvändiga utbildningsinsatser.
Socialnämnden ansvarar för det fortsatta arbetet med att införa överenskommelsen.
Det praktiska genomförandet delegeras till socialnämnden.
Kommunens riktlinjer från 2011 upphävs.
Kommunens tidigare policy för skyddat boende, antagen av kommunfullmäktige 2010-06-14 § 78, upphör att gälla.
Överenskommelsen ersätter tidigare överenskommelse från 2009.
Tidigare beslut i ärendet, kommunstyrelsen 2014-11-03 § 201, antecknas till protokollet.
Rapporten från KSL läggs till handlingarna.
Till kommunens kontaktperson utses säkerhetschefen.
Säkerhetschefen utses att företräda kommunen i den regionala styrgruppen.
Till ledamot i samverkansrådet utses Vera Granlund (V).
Kommunen ansluter sig till den gemensamma uppföljningen.
Kommunstyrelsens delegationsordning revideras i enlighet med förvaltningens förslag.
Delegationsordningen kompletteras med rätt för säkerhetschefen att besluta om resurser enligt överenskommelsen.
Förvaltningen får i uppdrag att kommunicera beslutet till invånare, skolor och rektorer.
Kommunstyrelsen uppdrar åt socialnämnden att revidera sina riktlinjer i enlighet med överenskommelsen.
Barnkonsekvensanalysen läggs till handlingarna.
Barnkonsekvensanalys har genomförts.
Information enligt MBL har lämnats till de fackliga organisationerna.
Förhandling enligt 11 § MBL är genomförd.
Överenskommelsen publiceras på kommunens webbplats.
Överenskommelsen införs i kommunens författningssamling.
Förvaltningen får i uppdrag att ta fram lokala rutiner för tillämpningen.
Förvaltningen får i uppdrag att utse kontaktpersoner och rapportera in dessa till KSL.
Kommunstyrelsen uppdrar till räddningschefen att delta i det regionala arbetet.
Nämnden anmodas att årligen rapportera resultatet till kommunstyrelsen.
Socialnämnden, äldrenämnden och utbildningsnämnden ska informeras om beslutet.
Beslutet ska delges berörda verksamheter senast den 30 juni 2015.
Ärendet avslutas i och med detta beslut.
Kommunstyrelsens ordförande och kommundirektören undertecknar de handlingar som behövs.
Beslutet medför inga ekonomiska konsekvenser för kommunen.
Det uppdrag som kommunstyrelsen gav förvaltningen 2015-02-02 § 14 anses därmed fullgjort.
Medel för genomförandet beaktas i arbetet med mål och budget 2017.
Socialchefen får i uppdrag att implementera överenskommelsen i förvaltningens arbete.
Kommunikationsavdelningen tar fram informationsmaterial till berörda.
Stadsdirektören ansvarar för att beslutet verkställs.
Kommunstyrelsen översänder protokollsutdraget som bekräftelse på kommunens anslutning.
Kommunens bolag informeras om överenskommelsen.
Arbetet samordnas av kommunledningskontoret.
Återrapportering ska ske till kommunstyrelsen i december 2016.
Socialnämnden får i uppdrag att årligen i samband med bokslutet redovisa hur arbetet fortskrider.
Beslut om anslutning meddelas Storsthlm via e-post.
Kommunstyrelsen vill framhålla vikten av fortsatt regional samverkan.
Upplysning om beslutet lämnas till kommunens revisorer.
Beslutet delges Storsthlm, räddningstjänsten och kommunens krisledningsstab.
Kommunens svar skickas in senast den 15 juni 2015.
Samhällsbyggnadsnämnden involveras i det fortsatta arbetet.
Utbildningsnämnden och socialnämnden får del av beslutet.
Kommunstyrelsens förvaltning får i uppgift att samordna det fortsatta arbetet.
Krisberedskapssamordnaren håller kommunstyrelsen informerad om arbetet.
Redovisning av uppdraget ska ske senast i december 2016.
En lägesrapport lämnas till kommunstyrelsen före årets slut.
Resultatet av uppföljningen redovisas för kommunstyrelsens arbetsutskott.
Nämnden ska i sin verksamhetsberättelse redogöra för hur överenskommelsen följts.
Kostnaden på 60 000 kr per år tas ur kommunstyrelsens utvecklingsmedel.
Kostnaderna ryms inom ordinarie verksamhet.
Finansiering sker genom omfördelning inom nämndens ram.
Avgiften till den gemensamma funktionen betalas av kommunledningskontoret.
Kommunstyrelsen anvisar 75 000 kronor ur kontot för oförutsedda behov.
Till förfogande ställs 40 000 kronor ur kommunstyrelsens medel för 2015.
Arbetet bedrivs inom ramen för ordinarie verksamhet.
Överenskommelsen biläggs protokollet.
Överenskommelsen förvaras hos kommunarkivet.
Ansökan om medlemskap i nätverket skickas in av förvaltningen.
Säkerhetschefen ingår i den regionala arbetsgruppen för kommunens räkning.
Räddningschefen är kommunens företrädare i samverkansrådet.
Som kommunens representant i styrgruppen nomineras Berit Algren (S).
Socialdirektören är ansvarig för genomförandet.
Socialförvaltningen svarar för det operativa arbetet.
Ärendet anses med detta slutbehandlat.
Tjänsteutlåtandet godkänns.
Informationen tas till protokollet.
Kommunstyrelsen uttalar sitt tack till de tjänstemän som deltagit i arbetet.
Kommunstyrelsen konstaterar att kommunen redan i dag arbetar i linje med överenskommelsen.
Kommunstyrelsen ser överenskommelsen som ett viktigt steg för samverkan i länet.
Överenskommelsen ersätter det avtal som tecknades 2008.
Kommunens handlingsplan mot hedersförtryck antagen 2010 upphör att gälla.
Riktlinjerna i kommunens styrdokument anpassas efter överenskommelsen.
Kommunens rutiner för larm ses över med anledning av överenskommelsen.
Personalen erbjuds utbildning i de nya rutinerna.
Berörd personal ska ges utbildning.
Skolorna informeras genom utbildningsförvaltningen.
Medborgarna informeras via kommunens hemsida.
Pressmeddelande skickas ut efter sammanträdet.
Kommunikationschefen får i uppdrag att ta fram en kommunikationsplan.
Chefen för socialtjänsten får i uppdrag att organisera arbetet.
Nämnderna ansvarar för genomförandet inom sina respektive områden.
Förvaltningen bevakar frågan och återkommer med information till utskottet.
Beslutet justeras omedelbart.
Punkten justeras vid sammanträdet.
Kommunstyrelsen beslutar att ärendet därmed är besvarat.
Underrättelse om beslutet ska tillställas länsstyrelsen.
Förvaltningen påminns om att beslutet ska anslås.
Beslutet kan överklagas genom laglighetsprövning.
Beslutet tillkännages på kommunens anslagstavla.
Stadsdirektören får i uppdrag att underrätta KSL om beslutet.
Kommunens säkerhetssamordnare utses till samordnare för arbetet.
Arbetet ska redovisas för kommunstyrelsen två gånger per år.
Miljö- och hälsoskyddsnämnden får i uppdrag att informera berörda verksamhetsutövare.
Barn- och ungdomsnämnden samt kultur- och fritidsnämnden ges i uppdrag att verkställa beslutet.
Uppdra åt vård- och omsorgsnämnden att ta fram rutiner för samverkan.
Kommunstyrelsen ger kommunledningsförvaltningen i uppdrag att följa upp beslutet.
Kommunledningsförvaltningen får i uppdrag att under hösten 2015 bjuda in nämnderna till en genomgång.
Kommunens kostnader för deltagandet bestrids ur anslaget för medlemsavgifter.
Årsavgiften om 32 000 kronor tas från kommunstyrelsens förfogandemedel.
Kostnader för utbildning bärs av respektive nämnd.
Kommunstyrelsens ordförande bemyndigas att underteckna överenskommelsen.
Anna Prov (S) och Bertil Prov (M) utses till kommunens representanter i det regionala rådet.
Kommunen utser sin beredskapssamordnare till kontaktperson.
Det noteras att beslutet är enhälligt.
Beslutet fattades enhälligt.
Ärendet ska återrapporteras till kommunfullmäktige i samband med årsredovisningen.
Kommunfullmäktige informeras om beslutet.
Socialnämnden informeras om beslutet och ansvarar för genomförandet.
Rektorer och förskolechefer informeras om innehållet i överenskommelsen.
Förvaltningen ska säkerställa att personalen känner till överenskommelsen.
Kommunens policy för trygghet revideras i enlighet med överenskommelsen.
Kommunens krisplan kompletteras med en hänvisning till överenskommelsen.
Tidigare antagna riktlinjer, KF 2008-11-24 § 145, upphör att gälla.
Överenskommelsen från 2009 ersätts av den nya.
Den tidigare överenskommelsen, antagen 2009-03-16, upphör därmed att gälla.
Med detta är uppdraget slutfört.
Remissen anses därmed besvarad.
Protokollsanteckningen från Vera Granlund (V) läggs till protokollet.
Vera Granlunds (V) särskilda yttrande bifogas protokollet.
Skrivelsen från KSL daterad 2015-03-19 läggs till handlingarna.
Redovisningen av remissvaren noteras.
Kommunstyrelsen tackar arbetsgruppen för dess arbete.
Kommunens representant rapporterar löpande till kommunstyrelsen.
Arbetet leds av säkerhetschefen.
Samordningsansvaret läggs på kommunledningskontoret.
Ansvarig för genomförandet är socialchefen.
Uppföljning sker årligen i nämndens verksamhetsberättelse.
En utvärdering av arbetet presenteras för kommunstyrelsen hösten 2016.
Överenskommelsen anmäls till kommunfullmäktige.
Ärendet anmäls till kommunfullmäktige för kännedom.
Protokollet i denna del justeras omedelbart.
Utdrag ur protokollet tillställs KSL senast den 15 juni 2015.
Kopia av beslutet skickas till polisen i lokalpolisområdet.
Information om beslutet läggs ut på intranätet.
Kommunens webbplats uppdateras med information om överenskommelsen.
Kommunikationsenheten får i uppdrag att informera allmänheten.
HR-avdelningen får i uppdrag att planera utbildningsinsatser för chefer.
IT-chefen får i uppdrag att säkerställa att tekniken finns på plats.
Upphandlingsenheten ska beakta överenskommelsen i kommande upphandlingar.
Samtliga nämnder ska integrera överenskommelsen i sina verksamhetsplaner.
Nämnderna uppmanas att sprida kunskap om överenskommelsen i sina verksamheter.
De kommunala bolagen delges beslutet.
Pensionärsrådet och funktionshinderrådet informeras.
Samråd har skett med socialnämnden.
Kommunstyrelsen delar förvaltningens bedömning.
Uppföljningen sker i samband med bokslutet.
Skolorna ges information om beslutet.
Uppdraget förklaras avslutat.
Nämnderna ska redovisa sitt arbete i årsredovisningen.
Kostnaden för medverkan belastar räddningsnämndens budget för 2016.
Borgarrådsberedningen hade tillstyrkt förslaget.
Arbetsutskottet har berett ärendet den 14 april 2015, § 32.
Arbetsutskottet behandlade ärendet 2015-04-14 § 32.
Socialnämnden har tidigare tillstyrkt förslaget.
Miljönämnden tillstyrkte förslaget den 2 april 2015.
Arbetsutskottet har ställt sig bakom förslaget.
Bilagan utgör en del av beslutet.
Ärendet föranleder ingen ytterligare åtgärd.
Skrivelsen föranleder i övrigt ingen vidare åtgärd.
Därmed avslutas ärendet.
Sammanträdet ajournerades under behandlingen av ärendet.
Beslutet kan överklagas enligt reglerna om laglighetsprövning.
Uppdra åt kommundirektören att föra dialog med KSL om genomförandet.
Förvaltningen ansvarar för den fortsatta dialogen med KSL.
Kommunstyrelsen ser positivt på det regionala samarbetet.
Nämnderna ska beakta överenskommelsen i sitt budgetarbete.
"""
# Each of these holds something back, or says it in a way that a person should see.
HELD_BACK = """
Beslutet gäller under förutsättning att övriga kommuner fattar likalydande beslut.
Beslutet gäller förutsatt att finansiering kan ordnas.
Överenskommelsen gäller för alla verksamheter utom förskolan.
Överenskommelsen tillämpas med undantag av avsnitt 5.
Överenskommelsen gäller längst till den 31 december 2017.
Kommunen får säga upp överenskommelsen med tre månaders varsel.
Frågan prövas på nytt hösten 2016.
Anslutningen ska prövas på nytt efter två år.
Avtalet undertecknas efter att budgeten för 2016 har fastställts.
Avtalet tecknas när finansieringen är klar.
Överenskommelsen ska inte omfatta fristående skolor.
Förvaltningen får i uppdrag att avvakta övriga kommuners ställningstagande.
Kommunen ska dock fortsätta att tillämpa sina egna riktlinjer.
Anslutningen villkoras av att regionen deltar.
Kommunen reserverar sig mot punkt 4.
Kommunen reserverar sig för framtida kostnadsökningar.
Kostnaderna får inte överstiga 100 000 kronor.
Finansieringen löses i särskild ordning innan avtalet tecknas.
Förvaltningen får i uppdrag att informera KSL om att kommunen inte kan följa avsnitt 3.
Kommundirektören får i uppdrag att förhandla om kostnadsfördelningen.
Kommunstyrelsen uppdrar åt socialnämnden att pröva om överenskommelsen kan tillämpas.
Socialnämnden får i uppdrag att besluta om anslutning.
Ärendet överlämnas till socialnämnden för beslut.
Kommundirektören får i uppdrag att utreda konsekvenserna innan undertecknande.
Kommunen deltar i de delar som rör äldreomsorg.
Åtagandet avser socialnämndens verksamhet.
Överenskommelsen tillämpas på försök under läsåret 2015/16.
Deltagandet utvärderas efter ett år och kan därefter avslutas.
Kommunstyrelsen uppdrar åt förvaltningen att återkomma med förslag på undantag.
Kommunstyrelsen tolkar överenskommelsen så att kommunen själv bestämmer nivån.
Kommunens riktlinjer har företräde framför överenskommelsen.
Vid motstridighet gäller kommunens egna regler.
Överenskommelsen är vägledande för kommunen.
Överenskommelsen ska ses som en inriktning.
Kommunen ansluter sig i mån av resurser.
Beslutet träder i kraft när kommunfullmäktige har fastställt budgeten.
Beslutet verkställs först sedan det vunnit laga kraft.
Kommunen kan när som helst lämna samverkan.
Förvaltningen får i uppdrag att teckna avtal på ett år.
Förvaltningen får i uppdrag att tillämpa överenskommelsen så långt det är möjligt.
Förvaltningen får i uppdrag att genomföra de delar som bedöms lämpliga.
Kommunen betalar ingen avgift enligt överenskommelsen.
Kommunen avstår från att delta i den gemensamma finansieringen.
Kommunstyrelsen förutsätter att staten ersätter kommunens kostnader.
Kommunstyrelsen utgår från att avgiften inte höjs.
Förvaltningen får i uppdrag att begära ändringar i avsnitt 2.
Socialnämnden undantas från överenskommelsen.
Kommunen åtar sig inget ekonomiskt ansvar.
Kommunen anser att överenskommelsen bör ses över.
Kommunstyrelsen uppmanar KSL att omarbeta bilaga 1.
Anslutningen sker stegvis från 2017.
Anslutningen gäller grundskolan.
Kommunen ansluter sig från och med den 1 januari 2018.
Räddningstjänsten omfattas tills vidare inte.
Socialnämnden får besluta i vilken utsträckning överenskommelsen ska följas.
Respektive nämnd avgör om överenskommelsen ska tillämpas.
Slutligt ställningstagande sker i kommunfullmäktige.
Ärendet tas upp igen vid nästa sammanträde.
Punkt 1 gäller till nästa budgetbeslut.
Kommundirektören ges rätt att avbryta samarbetet.
Kommundirektören ges rätt att göra ändringar i överenskommelsen före undertecknande.
Mindre justeringar av avtalet får göras av kommundirektören.
Socialnämnden får i uppdrag att ta fram ett eget avtal.
Utbildningsnämnden ska fortsatt följa kommunens egen modell.
Överenskommelsen finansieras inte av kommunen.
Kommunen tillämpar den lägre nivån.
Kommunens medverkan gäller till och med utgången av mandatperioden.
Överenskommelsen undertecknas när länets övriga kommuner har gjort det.
Kommunen tillämpar överenskommelsen från det att systemstödet är på plats.
Anslutning sker när organisationen är klar.
Socialnämnden beslutar om omfattningen av kommunens deltagande.
Kommundirektören får i uppdrag att senare återkomma med slutligt ställningstagande.
Kommundirektören får göra mindre ändringar i överenskommelsen.
Kommundirektören får i uppdrag att informera KSL om kommunens tolkning av avsnitt 4.
Förvaltningen får i uppdrag att meddela KSL kommunens invändningar.
Kommunens synpunkter i tjänsteutlåtandet översänds till KSL.
Protokollsutdraget skickas till KSL tillsammans med kommunens förbehåll.
Kommunens egna kvalitetskrav ska gälla parallellt.
Kostnader utöver 50 000 kronor ska underställas kommunstyrelsen.
Kommunens kostnad begränsas till det belopp som anges i budgeten.
Kostnaden finansieras av KSL.
Kommunen står endast för sina egna kostnader.
Kostnaderna ska bäras av regionen.
Finansieringen får avgöras i budgetarbetet.
Kostnaderna behandlas i budgetprocessen innan avtalet undertecknas.
Överenskommelsen omfattar kommunens grundskolor.
Överenskommelsen avser endast socialtjänstens område.
Genomförandet sker i två etapper.
Genomförandet påbörjas sedan beslutet vunnit laga kraft.
Genomförandet påbörjas 2018.
Förvaltningen får i uppdrag att genomföra överenskommelsen från och med 2018.
Socialnämnden får i uppdrag att implementera överenskommelsen i äldreomsorgen.
Socialnämnden ska tillämpa överenskommelsen vid nybyggnation.
Överenskommelsen tillämpas gentemot de kommuner som antagit den.
Kommunstyrelsen förbehåller sig rätten att ompröva beslutet.
Kommunen äger rätt att frånträda överenskommelsen.
Beslutet ska omprövas senast 2018.
Utvärdering ska ske före eventuell förlängning.
Uppföljningen ska ligga till grund för beslut om fortsatt deltagande.
Deltagandet är frivilligt för kommunens skolor.
Fristående förskolor berörs inte av överenskommelsen.
Kommunen avser att utveckla en egen modell.
Kommunens nuvarande rutiner fortsätter att gälla.
Nuvarande avtal fortsätter att gälla parallellt.
Kommunstyrelsen antecknar att kommunen inte anser sig bunden av bilaga 1.
Kommunstyrelsen antecknar kommunens tolkning av överenskommelsen.
Kommunstyrelsen noterar att kostnaderna måste rymmas inom ramen.
Kommunstyrelsen noterar de oklarheter som finns i avsnitt 3.
Kommunstyrelsen utgår ifrån att överenskommelsen revideras.
Kommunstyrelsen förväntar sig att KSL justerar kostnadsfördelningen.
Kommunstyrelsen ser gärna att överenskommelsen kompletteras.
KSL uppmanas att förtydliga ansvarsfördelningen före ikraftträdandet.
Kommunen hemställer att KSL omarbetar bilaga 2.
Kommundirektören bemyndigas att säga upp överenskommelsen.
Kommundirektören får i uppdrag att avsluta anslutningen om kostnaderna ökar.
Socialnämnden ges rätt att avvika från överenskommelsen.
Dispens kan medges av socialnämnden.
Undantag beslutas av kommundirektören.
Avsteg från överenskommelsen beslutas av respektive nämnd.
Ett lokalt avtal tas fram som komplement.
Förvaltningen tar fram ett kommunalt alternativ.
Överenskommelsen anpassas till lokala förhållanden.
Kommunens åtagande enligt punkt 6 utgår.
Punkt 6 lämnas därhän.
Bilaga 3 antas inte.
Ärendet återförs till kommunstyrelsen om färre än 20 kommuner ansluter sig.
Fullmäktige informeras innan avtalet börjar gälla.
Beslutet expedieras först när kommunfullmäktige har yttrat sig.
Paragrafen är inte justerad.
Kommunstyrelsen delar förvaltningens bedömning att avsnitt 4 inte är tillämpligt.
Socialnämnden informeras om beslutet och ansvarar för vilka delar som ska tillämpas.
Förvaltningen ska säkerställa att överenskommelsen inte medför merkostnader.
Överenskommelsen integreras i den takt nämnderna bestämmer.
Nämnderna ska beakta överenskommelsen där det är möjligt.
Upphandlingsenheten ska beakta överenskommelsen när nya avtal tecknas.
Kommunens kostnader bestrids till och med 2016.
Årsavgiften betalas under ett år.
Kommunen bidrar inte med någon representant.
Kommunen utser representant när arbetet har kommit igång.
Beslutet anmäls till kommunfullmäktige för godkännande.
Ärendet överlämnas till kommunfullmäktige för slutligt beslut.
Överenskommelsen från 2009 fortsätter att gälla för gymnasieskolan.
Den tidigare överenskommelsen gäller parallellt till och med 2017.
Kommunens policy gäller före överenskommelsen.
Kommunens policy kompletterar överenskommelsen i de delar den avviker.
Uppföljning sker efter ett år varefter nytt beslut fattas.
En utvärdering ska göras innan anslutningen blir slutlig.
Kommunstyrelsens ordförande bemyndigas att besluta om anslutningens omfattning.
Kommunstyrelsens ordförande bemyndigas att underteckna överenskommelsen efter samråd med KSL om kostnaderna.
Kommundirektören bemyndigas att underteckna överenskommelsen under 2017.
Kommundirektören bemyndigas att underteckna överenskommelsen eller avstå.
Stadsdirektören får i uppdrag att underrätta KSL om kommunens villkor.
Stadsdirektören får i uppdrag att klargöra kommunens ståndpunkt för KSL.
Förvaltningen får i uppdrag att föra dialog med KSL om ändrad kostnadsfördelning.
Förvaltningen får i uppdrag att säkerställa ett undantag för kommunens gymnasieskolor.
Förvaltningen får i uppdrag att anpassa överenskommelsen till kommunens förhållanden.
Förvaltningen får i uppdrag att ta fram en kommunal version av överenskommelsen.
Socialnämnden får i uppdrag att ta fram riktlinjer för när överenskommelsen inte ska tillämpas.
Socialnämnden får i uppdrag att ta fram riktlinjer för undantag.
Miljönämnden får i uppdrag att informera verksamhetsutövare om att överenskommelsen är frivillig.
Barn- och ungdomsnämnden ges i uppdrag att verkställa beslutet i den mån medel finns.
Vård- och omsorgsnämnden omfattas inte.
Beslutet omfattar inte vård- och omsorgsnämnden.
Kommunens bolag omfattas först efter beslut i respektive bolagsstyrelse.
De kommunala bolagen undantas.
Kostnader för utbildning ersätts av staten.
Kostnader därutöver ska godkännas av kommunstyrelsen.
Kommunen ansvarar endast för sin egen del.
Kommunens ansvar begränsas till informationsinsatser.
Det noteras att beslutet gäller till dess ny överenskommelse träffas.
Det noteras att kommunen förutsätter full kostnadstäckning.
Beslutet fattades med förbehåll för kommunfullmäktiges godkännande.
Tekniken ska finnas på plats innan kommunen ansluter sig.
Överenskommelsen ska vara utvärderad före 2017.
Kommunen förutsätter att utvärdering sker.
Rektorerna avgör hur överenskommelsen används.
Skolorna väljer själva om de vill delta.
Kommunen lämnar samarbetet om inte minst 20 kommuner deltar.
Säkerhetschefen får besluta om när överenskommelsen ska aktiveras i kommunen.
Anslutningen avser perioden 2015-2016.
Kommunen ansluter sig i första hand till målbilden.
Överenskommelsen ses som ett mål att sträva mot.
Kommunen strävar efter att följa överenskommelsen.
Kommunen har för avsikt att följa överenskommelsen.
Kommunen följer överenskommelsen i allt väsentligt.
Kommunens nivåer justeras inte.
Punkten 5 återremitteras.
Frågan om finansieringen bordläggs.
Finansieringen hänskjuts till budgetberedningen.
Anslutningen sker i två steg.
Genomförandet sker i gymnasieskolan.
Tillämpningen sker på skolornas initiativ.
Kommunens deltagande är avslutat.
Överenskommelsen förklaras avslutad.
Samverkan anses fullgjord.
Överenskommelsen läggs till handlingarna.
Rekommendationen läggs till handlingarna.
Socialnämnden får i uppdrag att bereda överenskommelsen.
Förvaltningen får i uppdrag att förbereda anslutningen.
Förvaltningen får i uppdrag att planera anslutningen.
Förvaltningen får i uppdrag att besvara rekommendationen.
Förvaltningen får i uppdrag att föra dialog med KSL om kostnaderna.
Förvaltningen får i uppdrag att samråda med regionen om finansieringen.
Skolorna får på sitt sätt arbeta med överenskommelsen.
Kostnaden betalas av framtida statsbidrag.
Kostnaden finansieras genom bidrag inom det regionala programmet.
Beslutet får inga kostnader för kommunen.
Kostnaden finansieras genom avdrag på kommunens avgift till förbundets verksamhet.
Socialnämnden beslutar själv.
Förvaltningen tar fram en plan för anslutningen.
Förvaltningen får i uppdrag att ta fram en tidplan för kommunens anslutning.
Förvaltningen får i uppdrag att ta fram underlag för ett ställningstagande.
Kommunstyrelsen informeras om utfallet och tar därefter ställning.
Kommunen delar förvaltningens invändningar.
Socialnämnden följer överenskommelsen där så är rimligt.
Förvaltningen ska verkställa beslutet efter årsskiftet.
Förvaltningen får i uppdrag att verkställa beslutet under 2017.
Förvaltningen får i uppdrag att genomföra överenskommelsen under 2017.
Förvaltningen får i uppdrag att meddela KSL kommunens avhopp.
Förvaltningen får i uppdrag att meddela KSL tidpunkten för kommunens anslutning.
Förvaltningen får i uppdrag att utse kontaktpersoner och lämna samarbetet 2017.
Delegationsordningen ändras med rätt för socialchefen att frångå överenskommelsen.
Kommunens riktlinjer revideras och ersätter överenskommelsen.
Socialnämnden redovisar vilka delar som kan följas.
Kommunens arbete samordnas av regionen.
Nämnden får i uppdrag att redovisa kostnaderna för kommunstyrelsen som underlag för anslutningen.
Nämnden får i uppdrag att redovisa kommunens inställning till bilaga 2.
Nämnden får i uppdrag att informera KSL om kommunens reservation.
Kommundirektören får i uppdrag att teckna ett separat avtal med KSL.
Kommundirektören får i uppdrag att underteckna en avsiktsförklaring.
Kommundirektören får i uppdrag att underteckna överenskommelsen med tillägg.
Kommundirektören får i uppdrag att underteckna handlingarna vid lämplig tidpunkt.
Kommundirektören bemyndigas att göra de avsteg som krävs.
Kommundirektören bemyndigas att vidta de ändringar som krävs.
Socialnämnden ansvarar för tillämpningen inom äldreomsorgen.
Socialnämnden ska genomföra överenskommelsen inom individ- och familjeomsorgen.
Överenskommelsen genomförs av socialnämnden inom äldreomsorgen.
Genomförandet delegeras till socialnämnden att besluta om.
Ansvaret för kostnaderna ligger på KSL.
Ansvaret enligt bilaga 2 ligger på regionen.
Till kommunens representant utses ingen.
Kommunens representant ska verka för att avgiften sänks.
Kommunens representant får i uppdrag att driva kommunens linje i frågan.
Kommunen deltar i den gemensamma uppföljningen men inte i finansieringen.
Kommunen deltar i det regionala arbetet som observatör.
Riktlinjer från 2011 upphävs när överenskommelsen har utvärderats.
Kommunens riktlinjer från 2011 gäller i tillämpliga delar.
Kommunens riktlinjer revideras först efter 2018.
Ärendet avslutas och tas upp på nytt 2017.
Uppdraget att ansluta kommunen anses avslutat.
Uppdraget att underteckna överenskommelsen återtas.
Beslutet medför inga åtaganden för kommunen.
Överenskommelsen innebär inga kostnader för kommunen och är inte bindande.
Kostnaden ryms inom ram så länge antalet ärenden är oförändrat.
Kostnader som inte ryms inom ram betalas inte.
Kostnaden täcks av anslaget till och med 2016.
Kommunen avsätter 50 000 kronor som högsta belopp.
Kommunstyrelsen tackar KSL för förslaget men önskar ändringar.
Kommunstyrelsen framhåller vikten av att kommunerna själva får avgöra.
Information har lämnats om att överenskommelsen är frivillig.
Förhandling enligt MBL återstår.
Protokollet justeras senare.
Beslutet skickas till KSL efter att fullmäktige godkänt det.
Beslutet publiceras när avtalet är klart.
Borgarrådsberedningen hade avstyrkt förslaget.
Borgarrådsberedningen hade tillstyrkt förslaget med ändring av punkt 2.
Arbetsutskottet har berett ärendet och föreslår att punkt 3 utgår.
Socialnämnden har tillstyrkt förslaget i den del som rör skolan.
KSL:s styrelse har behandlat ärendet på nytt.
Arbetsutskottet behandlade ärendet och bordlade det.
Bilagan med kommunens ändringar utgör en del av beslutet.
Kommunens förbehåll enligt bilaga 2 utgör en del av beslutet.
Tjänsteskrivelsen utgör en del av beslutet.
Ärendet föranleder ytterligare beredning innan anslutning sker.
Anslutningen föranleder ingen ytterligare åtgärd från kommunens sida.
Uppdra åt kommundirektören att föra dialog med KSL om undantag från punkt 4.
Uppdra åt kommundirektören att föra dialog med KSL om genomförandet innan avtalet tecknas.
Förvaltningen ansvarar för den fortsatta dialogen med KSL om avgiftens storlek.
Kommunstyrelsen ser positivt på det regionala samarbetet men delar inte KSL:s uppfattning.
Nämnderna ska beakta överenskommelsen i sitt budgetarbete i mån av resurser.
Anslutning sker från det läsår då lokalerna är klara.
"""
