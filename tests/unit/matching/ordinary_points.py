"""Points as many secretaries would write them beside an adoption; none of them holds anything back."""

ORDINARY = """
Kommunstyrelsen noterar att stadsdirektören för kommunens talan i den regionala samverkan.
Kommunstyrelsen konstaterar att säkerhetschefen företräder kommunen i samverkansrådet.
Kommunstyrelsen antecknar att kommundirektören är kommunens kontaktperson gentemot KSL.
Kommunstyrelsen noterar att kostnaden är upptagen i budgeten för 2015.
Kommunstyrelsen noterar att uppföljning redovisas i samband med årsredovisningen.
Kommunstyrelsen konstaterar att kostnaderna ryms inom beslutad budget.
Kommunstyrelsen noterar att förvaltningen återkommer med en rapport under våren 2016.
Noteras att kommundirektören undertecknar överenskommelsen för kommunens räkning.
Det antecknas att beredskapssamordnaren svarar för kommunens kontakter med KSL.
Kommunstyrelsen konstaterar att arbetet leds av säkerhetschefen.
Kommunstyrelsen noterar vidare att socialnämnden har tillstyrkt förslaget.
Kommunstyrelsen antecknar att ärendet har behandlats i arbetsutskottet den 5 maj 2015.
Kommunstyrelsen noterar att avsiktsförklaringen från 2014 därmed upphör att gälla.
Kommunstyrelsen noterar informationen från stadsledningskontoret.
Kommunstyrelsen konstaterar att överenskommelsen inte medför några nya kostnader för kommunen.
Beslutet innebär inga kostnader utöver ordinarie budget.
Överenskommelsen medför inga kostnader utöver ordinarie budget.
Kostnaderna ryms inom ram.
Kostnaden ryms inom befintlig budgetram.
Kostnaden bedöms rymmas inom nämndens ram.
Eventuella kostnader ska rymmas inom befintliga ramar.
Finansiering sker inom kommunstyrelsens ordinarie budget.
Anslutningen ryms inom stadsledningskontorets budget.
Beslutet finansieras inom ramen för kommunstyrelsens budget för år 2015.
Beslutet ska meddelas KSL senast den 15 juni 2015.
Svaret meddelas KSL senast den 15 juni 2015.
Kommunens beslut meddelas Kommunförbundet Stockholms Län senast den 15 juni.
Beslutet gäller från beslutsdatum.
Beslutet gäller från och med dagens datum.
Beslutet träder i kraft omedelbart.
Beslutet ska verkställas omedelbart.
Beslutet gäller omedelbart.
Överenskommelsen är väl avvägd.
Kommunstyrelsen anser att överenskommelsen är väl avvägd.
Kommunstyrelsen ser överenskommelsen som ett viktigt steg i det regionala arbetet.
Kommunstyrelsen anser att överenskommelsen är ett viktigt steg mot ett tryggare län.
Kommunstyrelsen välkomnar överenskommelsen.
Kommunstyrelsen välkomnar initiativet från KSL.
Kommunstyrelsen är positiv till överenskommelsen.
Kommunstyrelsen ser mycket positivt på den fördjupade samverkan i länet.
Kommunstyrelsen delar KSL:s uppfattning om behovet av samverkan.
Överenskommelsen stärker den regionala samverkan.
Överenskommelsen ligger väl i linje med kommunens mål.
Miljöpartiet lämnar ett särskilt yttrande.
Sverigedemokraterna deltar inte i beslutet.
Vänsterpartiet anmäler ett särskilt yttrande till protokollet.
Moderaterna lämnar en protokollsanteckning.
Vera Granlund (V) lämnar ett särskilt yttrande.
Berit Algren (S) och Nils Holgersson (MP) deltar inte i beslutet på grund av jäv.
Anna Prov (M) anmäler jäv och deltar inte i handläggningen av ärendet.
Kommunstyrelsens ordförande och kommundirektören undertecknar överenskommelsen enligt gällande delegation.
Överenskommelsen undertecknas av kommunstyrelsens ordförande enligt delegationsordningen.
Kommunstyrelsens ordförande får i uppdrag att skriva under överenskommelsen.
Ordföranden ges fullmakt att underteckna överenskommelsen.
Kommundirektören, eller den hon utser, undertecknar överenskommelsen.
Kommunens firmatecknare undertecknar erforderliga handlingar.
Kommunstyrelsens ordförande och kommunchefen ges i uppdrag att underteckna erforderliga avtalshandlingar.
Kommundirektören ges delegation att underteckna överenskommelsen.
Rätten att underteckna överenskommelsen delegeras till kommundirektören.
Till kontaktperson utses beredskapssamordnaren.
Kontaktperson i kommunen är beredskapssamordnaren.
Som kommunens kontaktperson anmäls säkerhetschefen.
Kontaktperson för kommunen i detta ärende är trygghetssamordnaren på kommunledningskontoret.
Kommunens kontaktuppgifter lämnas till KSL av kommunkansliet.
Säkerhetschef Nils Provsson utses till kommunens kontaktperson.
Kommunens representant i styrgruppen är kommundirektören.
Kommunen ska företrädas av kommundirektören i den regionala styrgruppen.
Kommunens representation i samverkansrådet hanteras av kommundirektören.
Ersättare för kommundirektören är säkerhetschefen.
Kommunledningskontoret får i uppdrag att verkställa beslutet.
Kommunledningskontoret får i uppdrag att informera samtliga nämnder och bolag om beslutet.
Kommunledningskontoret får i uppdrag att hålla kommunstyrelsen underrättad om det fortsatta arbetet.
Förvaltningen får i uppdrag att vidta nödvändiga åtgärder för genomförandet.
Förvaltningen får i uppdrag att göra de anpassningar av kommunens rutiner som överenskommelsen föranleder.
Förvaltningen får i uppdrag att se över kommunens krisledningsplan med anledning av överenskommelsen.
Säkerhetsenheten får i uppdrag att samordna kommunens arbete med överenskommelsen.
Uppdraget att samordna arbetet läggs på säkerhetsenheten.
Säkerhetsenheten samordnar kommunens arbete enligt överenskommelsen.
Kommunledningskontoret ansvarar för kommunens löpande kontakter med KSL i frågan.
Verkställigheten uppdras åt kommunledningskontoret.
Det praktiska arbetet sköts av trygghetsenheten.
Frågan följs upp i samband med delårsbokslutet.
Uppföljning ska ske i samband med bokslut 2015.
Resultatet av samverkan redovisas årligen för kommunstyrelsen.
En första redovisning lämnas till kommunstyrelsen i mars 2016.
Återrapportering till kommunstyrelsen sker i samband med årsbokslutet.
Arbetet med överenskommelsen följs upp inom ramen för internkontrollen.
Kommunstyrelsen önskar en redovisning av arbetet under hösten 2016.
Kommundirektören ska årligen lämna en rapport om samverkan.
Därmed upphör kommunstyrelsens beslut från den 14 mars 2011, § 45, att gälla.
Därmed upphävs tidigare beslut i frågan från 2011.
Tidigare avsiktsförklaring från 2014 upphör därmed att gälla.
Överenskommelsen ersätter kommunens tidigare avsiktsförklaring från 2014.
Paragrafen justeras omedelbart.
Omedelbar justering.
Paragrafen förklaras för omedelbart justerad.
Ärendet justeras omedelbart.
Denna paragraf justeras omedelbart.
Beslutet justeras omedelbart vid sammanträdet.
Punkten förklarades omedelbart justerad.
Protokollsutdrag skickas till KSL.
Protokollsutdrag sänds till Kommunförbundet Stockholms Län, räddningschefen och akten.
Beslutet sänds till KSL som kommunens svar.
Beslutet översänds till KSL som svar på rekommendationen.
Detta beslut utgör kommunens svar till KSL.
Protokollsutdraget utgör kommunens svar på rekommendationen.
Kommunstyrelsen lämnar beslutet som kommunens svar på KSL:s rekommendation.
Protokollsutdraget ska betraktas som kommunens undertecknande av överenskommelsen.
Beslutet gäller som kommunens undertecknande av överenskommelsen.
Antagandet likställs med ett undertecknande.
Kommunkansliet expedierar beslutet.
Kommunstyrelsen tackar för föredragningen.
Kommunstyrelsen tackar förvaltningen för en god beredning av ärendet.
Kommunstyrelsen riktar ett tack till säkerhetsenheten för väl utfört arbete.
Skrivelsen från KSL anses därmed besvarad.
KSL:s skrivelse är därmed besvarad.
KSL:s rekommendation anses med detta besvarad.
Motionen från Vera Granlund (V) om trygghet anses därmed besvarad.
Vera Granlunds (V) motion om grannsamverkan anses besvarad.
Remissen från länsstyrelsen anses besvarad.
Ärendet om regional samverkan är därmed avslutat.
Barnperspektivet har beaktats i beredningen av ärendet.
Barnets bästa har beaktats.
Ett barnrättsperspektiv har beaktats i ärendet.
Ärendet har inga konsekvenser ur ett barnperspektiv.
Beslutet bedöms inte påverka barn särskilt.
Beslutet har ingen påverkan på jämställdheten.
Jämställdhetsperspektivet har beaktats i ärendet.
Prövning av barnets bästa har gjorts.
Beslutet bedöms inte få några konsekvenser för miljön.
Beslutet har inga miljökonsekvenser.
Votering begärs och genomförs.
Omröstning begärs och verkställs.
Kommunstyrelsen beslutar med 8 röster mot 5.
Beslutet fattas med 9 ja-röster mot 4 nej-röster.
Omröstningen utfaller med 9 ja-röster och 4 nej-röster.
Reservation lämnas av Vera Granlund (V).
Mot beslutet reserverar sig samtliga ledamöter för Vänsterpartiet.
Centerpartiets ledamöter reserverar sig till förmån för eget yrkande.
Sverigedemokraterna reserverar sig till förmån för eget förslag.
Ledamöterna från Liberalerna avstår från att delta i beslutet.
Kommunstyrelsen uppmanar samtliga nämnder att informera sig om överenskommelsen.
Nämnderna uppmanas att ta del av överenskommelsen.
Samtliga nämnder ska ta hänsyn till överenskommelsen i sin planering.
Överenskommelsen ska beaktas i nämndernas verksamhetsplanering.
Berörda nämnder ansvarar för att överenskommelsen följs.
Respektive nämnd ansvarar för genomförandet inom sitt ansvarsområde.
Räddningstjänsten informeras om anslutningen.
Anslutningen meddelas KSL genom kommunkansliet.
Anslutningen anmäls till kommunfullmäktige.
Kommunikationsavdelningen informerar allmänheten om anslutningen.
Kommunikationschefen ansvarar för extern information om beslutet.
Information om överenskommelsen läggs ut på kommunens hemsida.
Beslutet offentliggörs på kommunens webbplats.
Kommunens krisledningsnämnd informeras.
Informationen till krisledningsnämnden lämnas av säkerhetschefen.
Kommunstyrelsen ser fram emot fortsatt samarbete med länets kommuner.
Kommunen avser att aktivt delta i det regionala samarbetet.
Kommunen kommer att delta aktivt i det gemensamma arbetet.
Kommunstyrelsens beslut är enhälligt.
Tjänsteskrivelsen läggs till handlingarna.
Föredragningen läggs till handlingarna.
Kommunstyrelsen godkänner redovisningen och lägger den till handlingarna.
Ärendet behöver inte behandlas av kommunfullmäktige.
Överenskommelsen diarieförs och arkiveras.
Originalet förvaras i kommunens arkiv.
Ett undertecknat exemplar sänds till KSL.
Ett exemplar av överenskommelsen skickas till KSL.
Överenskommelsen bifogas protokollet som bilaga 1.
Överenskommelsen biläggs protokollet, bilaga A.
Överenskommelsen framgår av bilaga till protokollet.
Kommunstyrelsen uppdrar åt kommundirektören att underteckna överenskommelsen och översända den till KSL.
Förvaltningschefen får i uppdrag att underteckna överenskommelsen och svara för dess genomförande i kommunen.
Kommunstyrelsens presidium ges i uppdrag att underteckna överenskommelsen.
Uppdra till säkerhetschefen att vara kommunens kontaktperson och att rapportera till kommunstyrelsen vid behov.
Säkerhetssamordnaren är kommunens kontaktperson i frågor som rör överenskommelsen.
Kommunens kontaktperson är t.f. säkerhetschefen.
Kontaktperson: säkerhetschefen.
Kommunledningskontoret utser kontaktperson.
Kommunledningskontoret ansvarar för att utse kontaktpersoner.
Kommundirektören utser kommunens representanter i de arbetsgrupper som bildas.
Kommundirektören får utse kommunens representanter i det regionala arbetet.
Kostnaden 45 000 kronor finansieras inom kommunstyrelsens ram.
Kostnaden, 45 tkr, belastar ansvar 1100.
Kostnaden om 97 000 kronor per år belastar kommunstyrelsens anslag för regional samverkan.
Kostnaden för 2015 täcks av kommunstyrelsens anslag till förfogande.
Medel finns avsatta i kommunstyrelsens budget.
Medel för ändamålet finns i budget 2015.
Medel för 2016 och framåt inarbetas i budget.
Kommunens andel av kostnaden betalas ur kommunstyrelsens anslag.
Ingen särskild finansiering krävs.
Någon ytterligare finansiering behövs inte.
Beslutet kräver ingen särskild finansiering.
Beslutet medför inga ytterligare kostnader.
Inga ytterligare kostnader uppstår för kommunen.
Anslutningen är kostnadsfri för kommunen.
Deltagandet är avgiftsfritt.
Budgetkonsekvenser för 2016 beaktas i det ordinarie budgetarbetet.
Beslutet kommuniceras till samtliga chefer.
Beslutet kommuniceras på intranätet och på kommunens webbplats.
Information om beslutet ges vid nästa chefsmöte.
Beslutet redovisas för krisledningsnämnden vid nästa sammanträde.
Räddningstjänsten, polisen och landstinget informeras om beslutet.
Grannkommunerna informeras om kommunens beslut.
Lokalpolisområdet underrättas om kommunens ställningstagande.
Samtliga nämnder och bolagsstyrelser delges beslutet för kännedom.
Delges: samtliga nämnder.
För kännedom sänds beslutet till räddningstjänsten.
Nämnderna informeras genom kommunledningskontorets försorg.
Kommunledningskontoret svarar för att berörda informeras.
Kommunledningskontoret får i uppdrag att ombesörja att beslutet blir känt i organisationen.
Kommunledningskontoret får i uppdrag att ta fram en informationsplan.
Kommunledningskontoret får i uppdrag att påbörja arbetet omgående.
Kommunledningskontoret får i uppdrag att inleda arbetet med genomförandet.
Säkerhetsenheten får i uppdrag att leda och samordna arbetet.
Säkerhetsenheten får i uppdrag att ta fram förslag till lokal handlingsplan.
Säkerhetsenheten får i uppdrag att tillsammans med berörda förvaltningar ta fram en lokal handlingsplan.
Säkerhetsenheten får i uppdrag att arbeta in överenskommelsen i kommunens krisledningsplan.
Säkerhetsenheten får i uppdrag att genomföra en utbildning för krisledningsnämnden.
Säkerhetsenheten får i uppdrag att öva samverkan enligt överenskommelsen.
Kommunens krisledningsplan uppdateras med anledning av beslutet.
Kommunens risk- och sårbarhetsanalys kompletteras i enlighet med överenskommelsen.
Överenskommelsen inarbetas i kommunens styrdokument.
Överenskommelsen tas in i kommunens författningssamling.
Överenskommelsen läggs in i kommunens avtalsregister.
Arbetet påbörjas omgående.
Arbetet sker inom befintlig organisation.
Arbetet ingår i säkerhetsenhetens ordinarie uppdrag.
Genomförandet sker i samverkan mellan berörda förvaltningar.
Genomförandet samordnas av säkerhetsenheten i samarbete med räddningstjänsten.
Uppdraget redovisas till kommunstyrelsen i december 2015.
Redovisning ska lämnas till kommunstyrelsen senast i mars 2016.
Återkoppling till kommunstyrelsen ska ske en gång per år.
Uppföljning görs i kommunens årsredovisning.
Utfallet av samverkan rapporteras i årsredovisningen.
Kommunstyrelsen följer arbetet genom årlig rapportering.
Kommunstyrelsen önskar bli informerad om det fortsatta arbetet.
Kommunstyrelsen vill fortlöpande hållas underrättad om arbetet.
Arbetsutskottet informeras löpande.
Därmed upphör den tidigare avsiktsförklaringen att gälla.
Tidigare överenskommelse från 2010 upphör i och med detta beslut att gälla.
Överenskommelsen träder i stället för tidigare avsiktsförklaring.
Avsiktsförklaringen från 2014 läggs till handlingarna.
Protokollet justeras omedelbart i denna del.
Paragrafen justeras omedelbart med hänsyn till svarstiden.
Paragrafen förklaras omedelbart justerad eftersom svaret ska lämnas senast den 15 juni 2015.
Justering sker omedelbart.
Beslutet sänds till KSL före svarstidens utgång.
Svaret lämnas inom angiven tid.
KSL underrättas om att kommunen har antagit överenskommelsen.
KSL meddelas att kommunen antagit rekommendationen.
Meddela KSL att Botkyrka kommun har antagit överenskommelsen.
Kommunen meddelar KSL att överenskommelsen är antagen.
Överenskommelsen är därmed antagen av kommunen.
Botkyrka kommun är därmed part i överenskommelsen.
Kommunen är därmed ansluten till överenskommelsen.
Kommunstyrelsen konstaterar att kommunen därmed är ansluten till överenskommelsen.
Kommunstyrelsen konstaterar att beslutet är i linje med kommunens mål.
Kommunstyrelsen konstaterar att ärendet är väl berett.
Kommunstyrelsen noterar att samtliga nämnder ställt sig positiva till förslaget.
Kommunstyrelsen noterar att ärendet inte behöver behandlas av kommunfullmäktige.
Kommunstyrelsen noterar att räddningstjänsten deltar i samverkan.
Kommunstyrelsen noterar att säkerhetschefen är utsedd till kontaktperson.
Kommunstyrelsen noterar att barnperspektivet har beaktats.
Kommunstyrelsen noterar att ärendet är brådskande.
Kommunstyrelsen noterar till protokollet att beslutet är enhälligt.
Kommunstyrelsen antecknar informationen till protokollet.
Kommunstyrelsen antecknar att kostnaden täcks inom ramen för kommunstyrelsens budget.
Till protokollet antecknas att beslutet var enhälligt.
Till protokollet antecknas att Vera Granlund (V) inte deltog i beslutet.
Det antecknas till protokollet att Anna Prov (M) anmält jäv.
Anna Prov (M) lämnar lokalen på grund av jäv.
Vid beslutet är Anna Prov (M) inte närvarande.
Ordföranden tackar för föredragningen.
Säkerhetschefen föredrar ärendet.
Säkerhetschef Nils Provsson informerar i ärendet.
Ärendet föredras av säkerhetschefen.
Kommundirektören redogör för ärendet.
Kommunstyrelsen uttalar sin uppskattning över det regionala arbetet.
Kommunstyrelsen vill särskilt lyfta fram värdet av samverkan i länet.
Kommunstyrelsen understryker betydelsen av regional samverkan.
Samverkan i länet är av stor vikt för kommunens invånare.
Överenskommelsen bedöms gynna kommunens invånare.
Rekommendationen ligger i linje med kommunens arbete.
Motionen från Vera Granlund (V) om samverkan vid kriser anses besvarad genom detta beslut.
Medborgarförslaget om trygghet anses därmed besvarat.
Remissvaret från räddningstjänsten läggs till handlingarna.
Inkomna yttranden läggs till handlingarna.
Yttrandena från nämnderna läggs till handlingarna.
Konsekvenserna för barn har prövats.
Ärendet har beretts ur ett barn- och jämställdhetsperspektiv.
Beslutet berör inte barn.
Ärendet bedöms inte ha några negativa konsekvenser för barn och unga.
Votering verkställs med upprop.
Beslutet fattas efter omröstning.
Socialdemokraterna reserverar sig mot beslutet.
Samtliga (SD) reserverar sig mot beslutet.
Ledamöterna (V) reserverar sig mot beslutet till förmån för eget yrkande.
Vera Granlund (V) deltar ej i beslutet.
V-gruppen deltar ej i beslutet.
Särskilt yttrande bifogas protokollet från Moderaterna.
Moderaterna anser att frågan är viktig.
Socialdemokraterna välkomnar beslutet.
Stadsdirektören ges i uppdrag att för stadens räkning underteckna överenskommelsen och att meddela KSL stadens beslut.
Kommundirektören får i uppdrag att utse en kontaktperson och meddela denna till KSL.
Kommunchefen ansvarar för att överenskommelsen undertecknas.
Ordföranden och kommunchefen undertecknar överenskommelsen å kommunens vägnar.
Beslutet att teckna överenskommelsen verkställs av kommundirektören.
Trygghets- och säkerhetsstrategen utses till kommunens kontaktperson och ersättare är beredskapssamordnaren.
Kommunens beredskapssamordnare deltar i det regionala nätverket.
Kommunen medverkar med en representant i den regionala arbetsgruppen.
Kommunstyrelsens ordförande representerar kommunen vid regionala möten.
Kommunstyrelsen noterar att kommunens säkerhetschef är kontaktperson gentemot KSL.
Kommunstyrelsen noterar att kommunledningskontoret återrapporterar arbetet i årsredovisningen.
Kommunstyrelsen noterar att överenskommelsen ersätter avsiktsförklaringen från 2014.
Kommunstyrelsen konstaterar att finansieringen sker inom kommunstyrelsens ram.
Kommunstyrelsen konstaterar att beslutet inte medför några kostnader.
Kommunstyrelsen konstaterar att överenskommelsen ligger i linje med kommunens trygghetsarbete.
Kommunstyrelsen antecknar att samråd har skett med räddningstjänsten.
Kommunstyrelsen ser gärna att arbetet redovisas årligen.
Kommunstyrelsen emotser en redovisning av arbetet under 2016.
Kostnader för utbildning tas inom respektive förvaltnings budget.
Kostnaden beräknas till 40 000 kronor och ryms inom kommunstyrelsens budget.
Kostnaden uppskattas till 25 000 kronor per år och finansieras inom befintlig ram.
Kostnaden beräknas till 40 000 kronor.
Kommunens kostnad för 2015 uppgår till 32 000 kronor.
Kostnaden för kommunens del är 32 000 kronor och tas ur kommunstyrelsens anslag.
Beslutet har inga ekonomiska konsekvenser.
Beslutet innebär inga ökade kostnader för kommunen.
De ekonomiska konsekvenserna bedöms som marginella.
Ekonomi: ryms inom ram.
Överenskommelsen ska göras känd i kommunens verksamheter.
Överenskommelsen ska vara känd av all personal.
Kommunledningskontoret sprider information om överenskommelsen till nämnderna.
Beslutet delges nämnder och bolag.
Beslutet delges kommunens samtliga nämnder, räddningstjänsten samt polisen.
Protokollsutdrag tillställs samtliga nämnder.
Protokollsutdrag till KSL och samtliga nämnder.
Nämnderna ska senast den 1 oktober 2015 redovisa hur de arbetar med frågan.
Nämnderna ska årligen redovisa sitt arbete till kommunstyrelsen.
Nämnderna ansvarar för att deras verksamheter följer överenskommelsen.
Varje nämnd ansvarar för att informera sin personal.
Räddningsnämnden svarar för genomförandet i kommunen.
Socialnämnden och utbildningsnämnden får i uppdrag att samverka om genomförandet.
Socialnämnden får i uppdrag att tillsammans med utbildningsnämnden verkställa överenskommelsen.
Förvaltningen får i uppdrag att bevaka frågan och löpande informera kommunstyrelsen.
Förvaltningen får i uppdrag att medverka i det fortsatta regionala arbetet.
Förvaltningen får i uppdrag att ta fram en lokal tillämpningsanvisning.
Förvaltningen får i uppdrag att se över behovet av utbildning.
Förvaltningen får i uppdrag att upprätta rutiner för larm och information.
Förvaltningen får i uppdrag att revidera krisledningsplanen så att den överensstämmer med överenskommelsen.
Förvaltningen får i uppdrag att anmäla kommunens kontaktpersoner till KSL.
Krisledningsplanen revideras.
Krisledningsplanen ska revideras under 2016.
Rutinerna för larm uppdateras.
Kommunens beredskapsplan ses över.
Uppföljning av arbetet sker i samband med kommunens trygghetsbokslut.
Arbetet utvärderas årligen.
Genomförandet följs upp av kommunstyrelsens arbetsutskott.
Avsiktsförklaringen från 2014 upphör att gälla.
Kommunfullmäktiges beslut den 15 december 2008, § 140, upphör därmed att gälla.
Kommunens egna riktlinjer från 2009 upphör att gälla.
Kommunstyrelsens beslut 2014-04-07 § 61 om avsiktsförklaring upphävs.
Punkterna 1-2 justeras omedelbart.
Punkt 1 förklaras omedelbart justerad.
Beslutet justeras direkt.
Utdrag sänds omgående till KSL.
Beslutet expedieras omgående.
Beslutet översänds till KSL per e-post.
KSL underrättas om beslutet.
KSL informeras om kommunens ställningstagande.
Kommunens ställningstagande meddelas KSL.
Svaret skickas till registrator@ksl.se.
Protokollsutdraget gäller som undertecknat exemplar.
Detta protokollsutdrag utgör kommunens undertecknande.
Kommunstyrelsen tackar arbetsgruppen för ett gediget arbete.
Kommunstyrelsen uttrycker sin tacksamhet för det arbete som lagts ned.
Kommunstyrelsen välkomnar det länsgemensamma arbetet.
Kommunstyrelsen ser fram emot samarbetet.
Kommunstyrelsen framhåller att samverkan är viktig.
Kommunstyrelsen vill betona vikten av samverkan mellan kommunerna.
Överenskommelsen är bra för länets invånare.
Förslaget bedöms vara väl avvägt.
Kommunens remissvar från 2014 läggs till handlingarna.
Remissvaren läggs till handlingarna.
Motionen anses därmed besvarad.
Vera Granlunds (V) motion är därmed besvarad.
Uppdraget till kommunledningskontoret från den 2 februari 2015 är därmed slutfört.
Därmed är återremissen besvarad.
Ärendet avslutas.
Barnkonventionen har beaktats.
Barnchecklista har upprättats.
En prövning av barnets bästa har genomförts.
Beslutet påverkar inte barn.
Ärendet bedöms inte påverka barn och unga.
Beslutet bedöms ha positiva effekter för barn.
Beslutet får positiva konsekvenser för jämställdheten.
Omröstning genomförs.
Votering begärs.
Beslutet togs enhälligt.
Sverigedemokraterna deltar inte i beslutet och lämnar en protokollsanteckning.
Ledamöterna från Vänsterpartiet reserverar sig mot beslutet.
Vera Granlund (V) reserverar sig skriftligt mot beslutet.
Vera Granlund (V) anmäler att hon inte deltar i beslutet.
Anna Prov (M) deltar inte på grund av jäv.
På grund av jäv deltar inte Anna Prov (M) i beslutet.
Miljöpartiet lämnar en röstförklaring.
Ersättaryttrande lämnas av Nils Prov (KD).
Kompetensnämnden ska redovisa utfallet i delårsrapporten.
Utbildningsnämnden kompenseras i kommande års budget för de ökade kostnaderna.
Kommundirektören får utse kommunens kontaktpersoner.
Beredskapssamordnaren håller i kontakterna med grannkommunerna.
Säkerhetschefen kallar till ett första möte i september.
Socialnämnden ska ordna en temadag för personalen.
Räddningstjänsten lånar ut lokaler till övningarna.
Kommunledningskontoret får i uppdrag att ordna en introduktion för nya chefer.
Kultur- och fritidsnämnden ska bjuda in bibliotekens personal.
Ekonomichefen bokför kostnaden på konto för medlemsavgifter.
Utbildningschefen ska tala med rektorerna vid höstens första träff.
Kommunstyrelsens förvaltning ska hjälpa nämnderna med frågor.
Barn- och utbildningsnämnden ska vara sammankallande för arbetsgruppen.
Kanslichefen lägger ut paragrafen på webbplatsen.
Socialchefen svarar för utbildningen av handläggarna.
Miljöenheten ska räkna fram nyckeltal till budgetberedningen.
Trygghetssamordnaren skickar en lägesbild till kommunstyrelsen varje månad.
Kommundirektören ska årligen lämna en skriftlig rapport till kommunstyrelsen.
Kommunikationsenheten skriver ett pressmeddelande.
Bygg- och miljönämnden får ett utökat anslag med 120 000 kronor.
Vård- och omsorgsnämnden tilldelas 45 000 kronor ur budgeten.
Kansliet meddelar länsstyrelsen.
Näringslivskontoret bjuder in företagen till en träff.
Stadsledningskontoret sammanställer nämndernas kostnader inför bokslutet.
Kommunens säkerhetssamordnare avdelar två personer till övningarna.
Kommunkansliet skickar ett exemplar till kommunarkivet.
Gymnasienämnden tillförs 300 000 kronor ur budgetreserven.
Krisledningsnämnden informeras vid nästa möte.
Barn- och ungdomsnämnden ska återkomma med en lägesbild hösten 2016.
Säkerhetschefen företräder kommunen i den regionala samordningsgruppen, samt
"""
