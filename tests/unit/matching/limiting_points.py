"""Points of the same shapes as `ordinary_points` that limit, postpone or undo what is adopted beside them."""

LIMITING = """
Kommunstyrelsen noterar att anslutningen inte omfattar räddningstjänsten.
Kommunstyrelsen noterar att avtalet gäller till 2016.
Kommunstyrelsen noterar att överenskommelsen gäller till och med 2016.
Kommunstyrelsen konstaterar att kommunen inte åtar sig några kostnader.
Kommunstyrelsen konstaterar att kommunen inte är bunden av bilaga 2.
Kommunstyrelsen antecknar att beslutet förutsätter fullmäktiges godkännande.
Kommunstyrelsen noterar att stadsdirektören företräder kommunen i de frågor som omfattas.
Kommunstyrelsen noterar att kostnaden inte får överskrida budgeten för 2015.
Kommunstyrelsen noterar att kommunens deltagande upphör när projektet är avslutat.
Kommunstyrelsen noterar att socialnämnden inte deltar.
Kommunstyrelsen konstaterar att överenskommelsen endast är en viljeinriktning.
Kommunstyrelsen noterar att kostnaden ska prövas i budgetarbetet för 2016.
Kommunstyrelsen noterar att kommundirektören undertecknar överenskommelsen när finansieringen är säkrad.
Kommunstyrelsen noterar att stadsdirektören för kommunens talan i frågan om undantag.
Kommunstyrelsen noterar att stadsdirektören avgör omfattningen av kommunens deltagande.
Kommunstyrelsen noterar att förvaltningen återkommer med förslag till anslutning.
Kommunstyrelsen noterar att förvaltningen återkommer i frågan om kommunens anslutning.
Kommunstyrelsen noterar att uppföljning avgör om samverkan ska fortsätta.
Kommunstyrelsen noterar att kommunen kan säga upp överenskommelsen.
Kommunstyrelsen antecknar att kommunen tolkar punkt 3 så att den är frivillig.
Kommunstyrelsen noterar att säkerhetschefen företräder kommunen till 2015, varefter kommunen lämnar den.
Kommunstyrelsen konstaterar att kostnader utöver budget ska bäras av KSL.
Noteras att kommunen reserverar sig mot kostnadsfördelningen.
Det antecknas att överenskommelsen inte gäller kommunens bolag.
Det antecknas att kommunen ansluter sig först när landstinget har gjort det.
Kommunstyrelsen noterar att avsiktsförklaringen från 2014 fortsätter att gälla.
Beslutet innebär inga kostnader utöver ordinarie budget förrän 2017.
Beslutet gäller under förutsättning att inga kostnader utöver ordinarie budget uppstår.
Överenskommelsen får inte medföra kostnader utöver ordinarie budget.
Kommunens deltagande sker inom ram och upphör om kostnaderna ökar.
Kostnaden får rymmas inom ram, i annat fall omprövas anslutningen.
Kostnaden ryms inom ram under 2015 men inte därefter.
Kostnaden ryms inte inom ram.
Kostnaderna ska rymmas inom ram för att anslutningen ska gälla.
Kostnaden bedöms inte rymmas inom nämndens ram.
Kostnader utöver ordinarie budget betalas av KSL.
Kommunen deltar i den utsträckning som ryms inom ordinarie budget.
Finansiering sker inom ordinarie budget så länge anslaget räcker.
Finansiering av åtagandet prövas i budget 2016.
Beslutet ska meddelas KSL när fullmäktige har godkänt det.
Beslutet meddelas KSL senast den 15 juni 2015 om nämnden så önskar.
Beslutet gäller från den 1 januari 2018.
Beslutet gäller från beslutsdatum till den 31 december 2016.
Beslutet gäller från och med nästa läsårs start.
Beslutet gäller i två år från beslutsdatum.
Beslutet träder i kraft när samtliga kommuner har antagit överenskommelsen.
Beslutet träder i kraft omedelbart men gäller endast till årsskiftet.
Beslutet träder i kraft omedelbart för grundskolan.
Beslutet ska verkställas omedelbart efter att fullmäktige har beslutat.
Beslutet gäller omedelbart utom för räddningstjänsten.
Överenskommelsen är väl avvägd förutom avsnitt 4.
Kommunstyrelsen anser att överenskommelsen är väl avvägd i de delar som rör kommunen.
Kommunstyrelsen anser att överenskommelsen är ett viktigt steg men att avsnitt 4 ska utgå.
Kommunstyrelsen ser överenskommelsen som ett viktigt steg mot en bindande överenskommelse.
Kommunstyrelsen välkomnar överenskommelsen men förutsätter att kostnaderna fördelas om.
Kommunstyrelsen är positiv till överenskommelsen i stort.
Kommunstyrelsen är i huvudsak positiv till överenskommelsen.
Kommunstyrelsen delar KSL:s uppfattning utom i fråga om avgiften.
Överenskommelsen ligger väl i linje med kommunens mål förutom punkt 4.
Överenskommelsen ligger inte i linje med kommunens mål.
Överenskommelsen stärker samverkan om landstinget ansluter sig.
Kommunen lämnar ett särskilt yttrande om punkt 4.
Kommunstyrelsen lämnar en protokollsanteckning om att bilaga 2 inte gäller.
Kommunen deltar inte i beslutet om kostnadsfördelningen.
Kommunen deltar inte i den gemensamma finansieringen.
Kommunstyrelsens ordförande undertecknar överenskommelsen enligt särskilt beslut.
Kommunstyrelsens ordförande undertecknar överenskommelsen när kommunfullmäktige har beslutat om medel.
Kommundirektören får i uppdrag att skriva under överenskommelsen med de ändringar som förvaltningen föreslagit.
Kommundirektören, eller den hon utser, får göra ändringar i överenskommelsen.
Ordföranden ges fullmakt att underteckna överenskommelsen i de delar som inte kräver medel.
Rätten att underteckna överenskommelsen delegeras inte.
Rätten att säga upp överenskommelsen delegeras till kommundirektören.
Rätten att göra avsteg från överenskommelsen delegeras till nämnderna.
Kommundirektören ges delegation att besluta om undantag från överenskommelsen.
Kommundirektören ges delegation att avgöra om överenskommelsen ska undertecknas.
Kommunledningskontoret får i uppdrag att verkställa beslutet i de delar som inte medför kostnader.
Kommunledningskontoret får i uppdrag att arbeta vidare med frågan om kommunen ska ansluta sig.
Kommunledningskontoret får i uppdrag att arbeta vidare med frågan och återkomma för beslut.
Förvaltningen får i uppdrag att vidta nödvändiga åtgärder innan anslutning sker.
Förvaltningen får i uppdrag att göra de anpassningar av överenskommelsen som kommunens rutiner föranleder.
Förvaltningen får i uppdrag att se över överenskommelsen.
Förvaltningen får i uppdrag att se över kommunens åtaganden enligt överenskommelsen.
Säkerhetsenheten samordnar kommunens arbete enligt överenskommelsen till och med 2016.
Säkerhetsenheten samordnar kommunens arbete enligt avsnitt 1-3.
Verkställigheten uppskjuts.
Verkställigheten avvaktar kommunfullmäktiges budgetbeslut.
Uppföljning ska ske efter ett år och därefter tas ställning till fortsatt anslutning.
Resultatet av samverkan redovisas årligen, varvid kommunens medverkan prövas.
Frågan följs upp i samband med delårsbokslutet då kommunen tar slutlig ställning.
Kommunstyrelsen önskar en redovisning av kostnaderna innan överenskommelsen undertecknas.
Därmed upphör överenskommelsen att gälla vid årsskiftet.
Därmed upphävs kommunstyrelsens beslut från den 4 maj 2015 om anslutning.
Tidigare avsiktsförklaring från 2014 gäller parallellt.
Överenskommelsen ersätter inte kommunens tidigare avsiktsförklaring från 2014.
Överenskommelsen ersätter kommunens avsiktsförklaring från 2014 först när den har utvärderats.
Paragrafen justeras när protokollet är klart.
Beslutet sänds till KSL som kommunens svar med de synpunkter som framgår av tjänsteskrivelsen.
Beslutet översänds till KSL som svar på rekommendationen tillsammans med förvaltningens yttrande.
Detta beslut utgör inte kommunens undertecknande av överenskommelsen.
Detta beslut utgör kommunens svar till KSL i avvaktan på fullmäktiges beslut.
Förvaltningens yttrande utgör kommunens svar till KSL.
Antagandet likställs inte med ett undertecknande.
Antagandet likställs med en avsiktsförklaring.
Beslutet gäller som kommunens avsiktsförklaring.
Skrivelsen från KSL anses därmed besvarad med vad som anförs i tjänsteskrivelsen.
Motionen från Vera Granlund (V) om att inte anta överenskommelsen bifalls.
Motionen om att begränsa kommunens åtagande bifalls.
Barnperspektivet ska beaktas innan anslutningen träder i kraft.
Barnets bästa går före överenskommelsen.
Beslutet bedöms inte omfatta barn.
Beslutet har ingen påverkan på kommunens åtaganden.
Beslutet har inga konsekvenser förrän fullmäktige har beslutat.
Samtliga nämnder ska ta hänsyn till överenskommelsen i den mån det är möjligt.
Samtliga nämnder utom socialnämnden ska ta hänsyn till överenskommelsen.
Överenskommelsen ska beaktas i nämndernas verksamhetsplanering från 2017.
Berörda nämnder avgör om överenskommelsen ska följas.
Berörda nämnder ansvarar för att överenskommelsen följs där så är lämpligt.
Anslutningen meddelas KSL efter fullmäktiges beslut.
Anslutningen anmäls till kommunfullmäktige för fastställande.
Anslutningen gäller från 2017.
Anslutningen är vilande.
Anslutningen avser räddningstjänsten.
Anslutningen begränsas till krisberedskapen.
Anslutningen är tidsbegränsad.
Kommunen avser att aktivt delta i det regionala samarbetet från 2017.
Kommunen kommer att delta i det gemensamma arbetet i mån av resurser.
Kommunen kommer att delta i delar av det gemensamma arbetet.
Kommunen kommer inte att delta i det gemensamma arbetet.
Kommunen avser att på sikt ansluta sig.
Kommunstyrelsen beslutar i enlighet med arbetsutskottets förslag med undantag av punkt 2.
Beslutet fattas i enlighet med förvaltningens förslag om begränsat deltagande.
Ärendet återkommer till kommunfullmäktige för slutligt beslut.
Ärendet ska behandlas av kommunfullmäktige.
Ett undertecknat exemplar sänds till KSL sedan budgeten har fastställts.
Överenskommelsen bifogas protokollet med kommunens ändringar.
Överenskommelsen, med strykning av avsnitt 4, biläggs protokollet.
Överenskommelsen framgår av bilaga till protokollet, med undantag för avsnitt 3.
Överenskommelsen i kommunens lydelse biläggs protokollet.
Kommunstyrelsen hänvisar i övrigt till förvaltningens tjänsteskrivelse vad gäller kommunens förbehåll.
Kontaktperson i kommunen utses när avtalet börjar gälla 2017.
Kommunens representant i styrgruppen har rätt att lämna samarbetet.
Kommunen ska företrädas av kommundirektören i de frågor kommunen väljer att delta i.
Kommunen ska inte företrädas i den regionala styrgruppen.
Till kontaktperson utses beredskapssamordnaren under försöksperioden.
Ersättare för överenskommelsen är kommunens egen plan.
Kommunstyrelsen tackar för föredragningen men delar inte slutsatsen.
Kommunstyrelsen tackar KSL för förslaget och återkommer.
Kommunstyrelsen beslutar med 8 röster mot 5 att undanta räddningstjänsten.
Tillsammans med Haninge och Tyresö kommuner tas ett eget avtal fram.
Överenskommelsen tillämpas tillsammans med Haninge och Tyresö kommuner.
Kommunstyrelsen uppmanar samtliga nämnder att informera sig om sina möjligheter till undantag.
Kommunikationsavdelningen informerar allmänheten om att anslutningen är tillfällig.
Räddningstjänsten informeras om att den inte omfattas av anslutningen.
Informationen till krisledningsnämnden lämnas innan anslutningen gäller.
Kommunstyrelsen godkänner redovisningen och återkommer i frågan om anslutning.
Kommunen följer överenskommelsen från nästa läsårs start.
Överenskommelsen tillämpas från nästa läsårs start.
Överenskommelsen gäller från och med läsåret 2016/17.
Kommunstyrelsen uppdrar åt kommundirektören att underteckna överenskommelsen och återkomma om kommunens omfattning.
Kommundirektören bemyndigas att underteckna överenskommelsen samt att vid behov frånträda den.
Kommundirektören bemyndigas att underteckna överenskommelsen samt att besluta om dess tillämpning.
Förvaltningschefen får i uppdrag att underteckna överenskommelsen och svara för dess genomförande i grundskolan.
Kommunstyrelsens presidium ges i uppdrag att ta ställning till överenskommelsen.
Överenskommelsen ska undertecknas av kommunstyrelsens ordförande efter samråd med oppositionen.
Uppdra till säkerhetschefen att vara kommunens kontaktperson och att bevaka kommunens undantag.
Säkerhetssamordnaren är kommunens kontaktperson i de delar som kommunen deltar i.
Kommundirektören utser kommunens representanter när kommunen har beslutat om deltagande.
Kommundirektören får utse kommunens representanter och besluta om omfattningen.
Kostnaden 45 000 kronor får inte överskridas.
Kostnaden, högst 45 tkr, belastar ansvar 1100.
Kostnaden för 2015 täcks, därefter upphör kommunens medverkan.
Medel finns inte avsatta i kommunstyrelsens budget.
Medel för ändamålet finns i budget 2015, för 2016 saknas beslut.
Medel ska avsättas innan beslutet verkställs.
Kommunens andel av kostnaden betalas om övriga kommuner betalar.
Särskild finansiering krävs.
Beslutet kräver särskild finansiering från KSL.
Inga kostnader får uppstå för kommunen.
Anslutningen är kostnadsfri för kommunen annars avslutas den.
Deltagandet förutsätts vara avgiftsfritt.
Deltagandet ska vara avgiftsfritt.
Beslutet kommuniceras till KSL när budgeten är klar.
Grannkommunerna informeras om kommunens undantag.
Lokalpolisområdet underrättas om kommunens villkor.
Kommunledningskontoret får i uppdrag att ombesörja att överenskommelsen ändras.
Kommunledningskontoret får i uppdrag att påbörja arbetet när medel finns.
Kommunledningskontoret får i uppdrag att inleda arbetet med en egen överenskommelse.
Säkerhetsenheten får i uppdrag att leda arbetet i de delar som är lagstadgade.
Säkerhetsenheten får i uppdrag att ta fram förslag till lokal överenskommelse.
Säkerhetsenheten får i uppdrag att arbeta in kommunens undantag i överenskommelsen.
Säkerhetsenheten får i uppdrag att öva samverkan innan överenskommelsen börjar gälla.
Överenskommelsen inarbetas i kommunens styrdokument i den mån den är förenlig med dem.
Arbetet påbörjas 2017.
Arbetet inleds när överenskommelsen trätt i kraft för samtliga kommuner.
Arbetet sker inom befintlig organisation och begränsas därefter.
Arbetet begränsas till krisberedskap.
Genomförandet sker i samverkan mellan berörda förvaltningar i mån av tid.
Uppdraget redovisas till kommunstyrelsen i december 2015 för beslut om anslutning.
Uppföljning görs i kommunens årsredovisning och avgör fortsatt deltagande.
Kommunstyrelsen följer arbetet och kan lämna samverkan.
Därmed upphör inte den tidigare avsiktsförklaringen att gälla.
Därmed upphör överenskommelsen att gälla.
Överenskommelsen från 2015 upphör i och med detta beslut att gälla.
Överenskommelsen träder i stället för tidigare avsiktsförklaring först 2017.
Paragrafen justeras omedelbart och ska underställas kommunfullmäktige.
Beslutet sänds till KSL före svarstidens utgång om fullmäktige hinner behandla det.
Svaret lämnas efter kommunfullmäktiges behandling.
Svaret lämnas inom angiven tid med förbehåll för fullmäktiges beslut.
Protokollsutdrag sänds till KSL som bekräftelse på att kommunen antagit delar av överenskommelsen.
KSL underrättas om att kommunen har antagit överenskommelsen med undantag för avsnitt 4.
KSL meddelas att kommunen antagit rekommendationen i princip.
KSL meddelas att kommunen avser att anta överenskommelsen.
Meddela KSL att Botkyrka kommun har antagit överenskommelsen till och med 2016.
Meddela KSL att Botkyrka kommun inte har antagit överenskommelsen.
Överenskommelsen är därmed inte antagen av kommunen.
Överenskommelsen är därmed antagen när fullmäktige har beslutat.
Botkyrka kommun är därmed part i överenskommelsen till 2016.
Botkyrka kommun är därmed inte part i överenskommelsen.
Kommunen är därmed ansluten till överenskommelsen som observatör.
Kommunstyrelsen konstaterar att kommunen därmed är ansluten till delar av överenskommelsen.
Kommunstyrelsen konstaterar att beslutet inte är i linje med kommunens mål.
Kommunstyrelsen konstaterar att ärendet inte är färdigberett.
Kommunstyrelsen noterar att samtliga nämnder ställt sig tveksamma till förslaget.
Kommunstyrelsen noterar att ärendet ska behandlas av kommunfullmäktige.
Kommunstyrelsen noterar att räddningstjänsten inte deltar i samverkan.
Kommunstyrelsen noterar att räddningstjänsten deltar i stället för kommunen.
Kommunstyrelsen noterar att kommunen deltar i samverkan på försök.
Kommunstyrelsen noterar att säkerhetschefen är utsedd att pröva kommunens deltagande.
Kommunstyrelsen antecknar att kostnaden täcks till och med 2015.
Till protokollet antecknas att kommunen inte deltar i avsnitt 4.
Till protokollet antecknas att beslutet gäller med förbehåll för finansiering.
Till protokollet antecknas att kommunen inte deltog i beslutet om avgiften.
Kommunstyrelsen uttalar sin tveksamhet över avgiften.
Kommunstyrelsen vill särskilt lyfta fram behovet av ändringar i avsnitt 4.
Kommunstyrelsen understryker betydelsen av att kommunen själv får avgöra.
Samverkan i länet är av stor vikt men kan avbrytas.
Överenskommelsen bedöms inte gynna kommunens invånare.
Rekommendationen ligger i linje med kommunens arbete utom i fråga om avgiften.
Motionen från Vera Granlund (V) om att lämna samverkan anses bifallen genom detta beslut.
Motionen om att undanta skolan bifalls genom detta beslut.
Avsiktsförklaringen från 2014 gäller tills överenskommelsen har trätt i kraft.
Beslutet berör inte räddningstjänsten.
Beslutet berör inte skolan.
Med 9 röster mot 4 beslutar kommunstyrelsen att undanta avsnitt 4.
Med 9 röster mot 4 beslutar kommunstyrelsen enligt Vera Granlunds yrkande.
Moderaterna anser att avsnitt 4 inte ska gälla och kommunstyrelsen instämmer.
Kommunstyrelsen instämmer i Moderaternas reservation.
Kommunen reserverar sig mot beslutet om avgift.
Botkyrka kommun deltar ej i gemensam finansiering.
Säkerhetschefen föredrar ärendet som tas upp igen i höst.
Svaret från socialnämnden biläggs och utgör kommunens svar.
Kontaktperson: utses senare, när kommunen har anslutit sig.
Överenskommelsen ska undertecknas av kommunstyrelsens ordförande senast 2017.
Kommunstyrelsens ordförande undertecknar överenskommelsen när övriga kommuner undertecknat.
Överenskommelsen gäller i kommunen till dess annat beslutas.
Kommunens anslutning gäller med sex månaders uppsägningstid.
Ansvaret enligt överenskommelsen stannar på KSL.
Överenskommelsen tillämpas av kommunen på eget ansvar.
Kommundirektören får i uppdrag att utse en kontaktperson när överenskommelsen har trätt i kraft.
Kommunchefen ansvarar för att överenskommelsen inte undertecknas före årsskiftet.
Kommunchefen ansvarar för att överenskommelsen undertecknas om fullmäktige beviljar medel.
Beslutet att teckna överenskommelsen verkställs när övriga kommuner har tecknat.
Beslutet att teckna överenskommelsen verkställs inte.
Kommunen medverkar med en representant i stället för att ansluta sig.
Kommunen medverkar i den regionala arbetsgruppen i övrigt lämnas överenskommelsen därhän.
Kommunstyrelsen noterar att kommunledningskontoret återrapporterar arbetet inför beslut om fortsatt anslutning.
Kommunstyrelsen noterar att överenskommelsen ersätter avsiktsförklaringen från 2014 i vissa delar.
Kommunstyrelsen noterar att överenskommelsen inte ersätter kommunens egna riktlinjer.
Kommunstyrelsen konstaterar att finansieringen inte är löst.
Kommunstyrelsen konstaterar att finansieringen kräver fullmäktiges beslut.
Kommunstyrelsen konstaterar att beslutet inte medför några skyldigheter för kommunen.
Kommunstyrelsen konstaterar att beslutet inte medför några kostnader för kommunen utan att dessa bärs av KSL.
Kommunstyrelsen förutsätter att kostnaderna inte ökar.
Kommunstyrelsen förutsätter att avtalet ses över.
Kommunstyrelsen ser gärna att avtalet ändras.
Kommunstyrelsen emotser en redovisning av kostnaderna innan kommunen ansluter sig.
Kostnaden beräknas till 40 000 kronor vilket utgör ett tak.
Kostnaden beräknas till 40 000 kronor och får inte överskridas.
Kostnaden uppskattas till 25 000 kronor per år och kommunen betalar inte därutöver.
Kommunens kostnad begränsas till 32 000 kronor.
Kommunens kostnad för 2015 uppgår till högst 32 000 kronor.
Kostnaden för kommunens del ska inte överstiga 32 000 kronor.
Beslutet har inga rättsverkningar.
Beslutet innebär inga åtaganden.
De ekonomiska konsekvenserna ska utredas innan överenskommelsen undertecknas.
Kommunens kostnader täcks av KSL.
Kommunens kostnader ska täckas av statsbidrag.
Överenskommelsen ska göras känd i kommunens verksamheter innan den tillämpas.
Överenskommelsen ska vara känd men inte styrande.
Beslutet delges nämnder och bolag som själva avgör tillämpningen.
Nämnderna ska senast den 1 oktober 2015 redovisa vilka delar de avser att följa.
Nämnderna ansvarar för att deras verksamheter följer överenskommelsen i mån av resurser.
Varje nämnd ansvarar för att avgöra om överenskommelsen ska tillämpas.
Räddningsnämnden svarar för genomförandet i de delar nämnden beslutar.
Socialnämnden får i uppdrag att samverka om ett alternativ.
Förvaltningen får i uppdrag att bevaka frågan och föreslå utträde vid behov.
Förvaltningen får i uppdrag att ta fram en lokal tillämpningsanvisning med avsteg.
Förvaltningen får i uppdrag att se över behovet av undantag.
Förvaltningen får i uppdrag att se över om överenskommelsen kan följas.
Förvaltningen får i uppdrag att revidera överenskommelsen så att den överensstämmer med krisledningsplanen.
Krisledningsplanen gäller före överenskommelsen.
Krisledningsplanen ska revideras innan överenskommelsen börjar gälla.
Utbildning av personalen genomförs innan kommunen ansluter sig.
En övning genomförs under 2016 varefter kommunen tar ställning.
Frågan tas upp på nytt i samband med nästa revidering av krisledningsplanen.
Frågan om anslutning tas upp i samband med budget.
Uppföljning av arbetet sker och därefter prövas anslutningen.
Arbetet utvärderas årligen och avbryts om nyttan är låg.
Avsiktsförklaringen från 2014 upphör inte att gälla.
Kommunens egna riktlinjer från 2009 fortsätter att gälla.
Kommunstyrelsens beslut 2015-05-04 § 61 om överenskommelsen upphävs.
Punkterna 1-2 gäller till årsskiftet.
Punkt 1 gäller inte räddningstjänsten.
Punkt 1 förklaras vilande.
Beslutet expedieras när fullmäktige har beslutat om medel.
Beslutet översänds till KSL per e-post med kommunens ändringsförslag.
KSL underrättas om att kommunen inte undertecknar bilaga 2.
KSL informeras om kommunens villkor.
Kommunens ställningstagande meddelas KSL efter budgetbeslutet.
Protokollsutdraget gäller inte som undertecknat exemplar.
Detta protokollsutdrag utgör kommunens preliminära svar.
Kommunstyrelsen välkomnar det länsgemensamma arbetet men avstår från undertecknande.
Kommunstyrelsen ser fram emot ett omarbetat förslag.
Kommunstyrelsen framhåller att samverkan är frivillig.
Kommunstyrelsen framhåller att kommunen inte är skyldig att delta.
Överenskommelsen är bra för länets invånare men inte för kommunens.
Förslaget bedöms vara väl avvägt med undantag för avgiften.
Motionen anses därmed bifallen.
Uppdraget att underteckna överenskommelsen är därmed återtaget.
Därmed är återremissen inte besvarad.
Ärendet avslutas inte.
Beslutet påverkar inte kommunens rätt att lämna överenskommelsen.
Beslutet påverkar inte gällande avtal.
Beslutet bedöms ha effekt först 2018.
Beslutet får konsekvenser när medel har anvisats.
Omröstning genomförs om avsnitt 4, som utgår.
Vänsterpartiets reservation bifalls.
Kommunstyrelsen ställer sig bakom Vänsterpartiets protokollsanteckning.
Kommunstyrelsens röstförklaring är att kommunen inte omfattas av bilaga 2.
Kommunen deltar inte på grund av kostnaderna.
Botkyrka kommun anmäler att den inte deltar i avsnitt 4.
Ersättaryttrande lämnas av kommunen om undantag.
Kommundirektören får i uppdrag att underteckna överenskommelsen och översända den till KSL tills nämnden beslutat.
Medel för 2016 och framåt inarbetas i budget tills kommunfullmäktige har beslutat.
Vera Granlund (V) lämnar ett särskilt yttrande, varefter nytt beslut fattas.
Socialdemokraterna reserverar sig mot beslutet men kommunen undantas från avsnitt 4.
Tidigare avsiktsförklaring från 2014 upphör därmed att gälla, om övriga kommuner gör detsamma.
Beslutet sänds till KSL som kommunens svar och avvakta med anslutningen.
Delges: samtliga nämnder och får säga upp överenskommelsen.
Kompetensnämnden ska redovisa utfallet och därefter ta ny ställning.
Utbildningsnämnden kompenseras först när fullmäktige har beslutat.
Kommundirektören får begränsa vilka enheter som berörs.
Kommundirektören får säga upp överenskommelsen.
Kommundirektören får avgöra vilka principer som används.
Socialnämnden ska hållas utanför.
Socialnämnden omfattas ej.
Socialnämnden undantas.
Socialnämnden ska stå utanför samarbetet.
Utbildningsnämnden betalar bara för egna elever.
Utbildningsnämnden betalar högst prislistans belopp.
Utbildningsnämnden fortsätter med nuvarande belopp.
Utbildningsnämnden behåller sina regler.
Socialnämnden ska fortsätta enligt nuvarande ordning.
Socialnämnden fortsätter som förut.
Socialnämnden arbetar enligt gällande regler till vidare.
Räddningstjänsten ska sköta larmningen i egen regi.
Räddningstjänsten sköter larmningen på samma sätt som idag.
Säkerhetschefen ska förhandla fram bättre villkor.
Kommundirektören ska diskutera villkoren med KSL.
Kommundirektören ska ta upp diskussioner med KSL.
Kommundirektören ska verka för en annan lydelse.
Kommunstyrelsens ordförande ska ta upp frågan igen efter valet.
Kommunstyrelsen får lämna samarbetet vid årsskiftet.
Kommunstyrelsen prövar frågan på nytt i juni.
Kommunstyrelsen tar upp ärendet igen i juni.
Kommunstyrelsen ska se över beslutet i juni.
Kommunstyrelsen förbehåller sig rätten till återkallelse.
Kommunstyrelsen ska återuppta ärendet i juni.
Kommunstyrelsen ansvarar till årsskiftet.
Ordföranden ska bevaka kommunens intressen.
Socialnämnden får göra undantag i enskilda fall.
Socialnämnden får göra avsteg.
Socialnämnden får meddela närmare föreskrifter.
Socialnämnden får bortse från punkt tre.
Barnnämnden ska köpa platser enligt gamla prislistan.
Barnnämnden ersätter kommuner enligt prislistan för 2014.
Barnnämnden tar ut full ersättning.
Barnnämnden räknar av statsbidraget.
IT-enheten inför principerna i mån av resurser.
IT-enheten ska publicera data i mån av tid.
IT-enheten ska publicera kostnadsfria data enbart.
IT-enheten tar betalt för uttag.
IT-enheten ska ta ut avgifter för uttag.
IT-enheten ska arbeta med öppna data från nästa år.
IT-enheten börjar med öppna data nästa mandatperiod.
Förvaltningen arbetar vidare med förslaget.
Förvaltningen ska bereda ärendet vidare.
Förvaltningen ska komplettera underlaget.
Förvaltningen ska inhämta nämndernas synpunkter.
Förvaltningen ska ta fram ett nytt förslag.
Kommunledningskontoret ska förtydliga kommunens ansvar gentemot länet.
Säkerhetschefen deltar i mån av tid.
Kommundirektören får vid behov avbryta.
Kommundirektören kan häva.
Kommundirektören häver vid brister.
Kommunjuristen ska granska villkoren.
Kommunjuristen ska kontrollera lagligheten.
Fullmäktiges ordförande ska lyfta ärendet till fullmäktige.
Kommunstyrelsen ska överlämna ärendet till fullmäktige.
Socialnämnden ska lämna sitt samtycke.
Socialnämnden får vetorätt.
Nämnderna får sluta sig till om de vill.
Nämnderna ansluter sig var för sig.
Nämnderna följer den i tillämpliga delar.
Räddningstjänsten bistår grannkommuner inom ramen för tillgängliga resurser.
Räddningstjänsten bistår övriga kommuner mot ersättning.
Ekonomichefen ska hålla kostnaderna nere.
Ekonomichefen ska hålla kostnaden inom 50 000 kronor.
Ekonomichefen ska spärra medlen.
Kommundirektören ska arbeta för kostnadsneutralitet.
Kommundirektören ska vidarebefordra kommunens kritik.
Kommundirektören ska framföra kommunens synpunkter till KSL.
Utbildningsnämnden kompenseras med ett belopp som fullmäktige prövar.
Utbildningsnämnden kompenseras inte.
Utbildningsnämnden kompenseras fullt ut, annars gäller beslutet inte.
Kommundirektören utser vilka enheter som berörs.
Kommundirektören utser berörda enheter.
Säkerhetschefen kallar till nya överläggningar.
Säkerhetschefen kallar till omförhandling.
Kommundirektören skickar kommunens invändningar.
Kommundirektören skickar kommunens motbud.
Kommundirektören skickar ett motförslag.
Kommundirektören presenterar ett motförslag.
Socialnämnden tilldelas beslutanderätten.
Socialnämnden tillförs rätten till uttag.
Kommundirektören redovisar skälen mot.
Kommundirektören redovisar ett omarbetat förslag i juni.
Kommundirektören redovisar sitt avrådande.
Kommunledningskontoret presenterar ett nytt beslutsunderlag.
Kommunledningskontoret presenterar ett underlag för slutligt antagande.
Säkerhetschefen räknar fram kommunens maxbelopp.
Kommundirektören utser en förhandlare.
Socialnämnden stödjer bara barn.
Socialnämnden hjälper andra kommuner mot betalning.
Kommunledningskontoret sänder texten på remiss.
Kommunledningskontoret skickar texten på remiss till nämnderna.
"""
