"""Errands of the municipality's own beside an adoption, and sentences of their shape that limit it."""

ERRANDS = """
Kommundirektören får i uppdrag att lämna de uppgifter om kontaktvägar som Samverkan Stockholmsregionen begär in.
Räddningschefen svarar för kommunens kontakter i samarbetet.
Avgiften för 2016 betalas av tekniska nämnden.
Stadsdirektören undertecknar de handlingar som behövs.
Gymnasie- och arbetsmarknadsnämnden ska beakta beslutet i budgeten för 2017.
Utbildningsnämnden ansvarar för tillämpningen.
Delegera till Skolnämnden att fastställa lokala rutiner för fakturering.
IT-direktören får i uppdrag att till december 2016 förteckna de datamängder som förvaltningarna kan lämna ut.
Kommunens bidrag till förrådet tas ur anslaget för miljöskydd.
Uppdra åt miljönämnden att öva minst en gång per mandatperiod.
Stadens årliga avgift, 43 000 kronor, bokförs på säkerhetsenhetens konto.
Säkerhetssamordnaren håller kommunens kontaktlista aktuell.
Larmlistan förvaras hos räddningstjänsten och uppdateras varje halvår.
Kommunarkivet registrerar handlingarna i ärendet.
IT-enheten får i uppdrag att bygga upp en sida där datamängderna läggs ut.
Utbildningskontoret fakturerar hemkommunerna varje termin.
Ekonomichefen lägger in kostnaden i budgeten för nästa år.
Kommunikationsenheten skriver en nyhet till webbplatsen.
Förvaltningen ska ordna en utbildningsdag för cheferna under våren 2016.
Tekniska nämnden köper in länsor till båthamnen.
Miljökontoret inventerar känsliga stränder före sommaren.
Socialnämnden får i uppgift att ta fram en rutin för jourtid.
Skolnämnden rapporterar antalet elever i delårsrapporten.
Krisledningsnämnden informeras vid sitt nästa möte.
Kommunstyrelsens förvaltning administrerar betalningen.
Kostnaden, cirka 80 000 kronor per år, konteras på räddningstjänsten.
Räddningstjänsten samlar in uppgifter om tillgänglig materiel.
Protokollet läggs ut på kommunens anslagstavla.
Kanslichefen svarar för att utdraget kommer KSL till handa.
Trygghetsenheten bjuder in skolorna till en genomgång under hösten.
Medborgarkontoret besvarar frågor från allmänheten.
Hamnchefen svarar för utbildningen av båtbesättningarna.
Stadsbyggnadskontoret sammanställer de kartor som behövs.
Ekonomikontoret betalar avgiften mot faktura.
Uppdra åt utbildningschefen att teckna de handlingar som hör till överenskommelsen.
Förvaltningschefen utser handläggare inom förvaltningen.
Kommunchefen får i uppdrag att anmäla kommunens kontaktpersoner till Samverkan Stockholmsregionen.
Redovisning av arbetet lämnas till kommunstyrelsen en gång om året.
Säkerhetsstrategen leder kommunens arbete och rapporterar till kommundirektören.
Överförmyndarnämnden får del av beslutet.
Bildningsnämnden ser till att rektorerna får del av de nya blanketterna.
Miljöinspektörerna övar tillsammans med brandförsvaret.
Avgiften debiteras halvårsvis av ekonomienheten.
Informationen på intranätet uppdateras av kommunikatören.
Räddningschefen förvarar originalet.
Kommunchefen ska hålla kommunstyrelsen underrättad om hur samarbetet utvecklas.
Säkerhetsavdelningen får i uppdrag att föra ut innehållet till de kommunala bolagen.
Kommunens årliga avgift tas ur kommunstyrelsens anslag.
Avtalet förvaras hos kommunarkivet.
Barn- och utbildningsnämnden verkställer beslutet.
Utbildningsdirektören har att se över blanketterna inför höstterminen.
Miljö- och hälsoskyddsnämnden redovisar genomförda övningar i sin verksamhetsberättelse.
Kommunikationsavdelningen informerar invånarna genom kommunens webbplats.
Räddningschefen utses till kommunens kontaktperson och säkerhetssamordnaren till ersättare.
Kommunledningsförvaltningen ansvarar för att kontaktuppgifterna hålls aktuella.
Kommunstyrelsens ordförande och kommundirektören undertecknar överenskommelsen.
Medel för 2016 finns i budget.
Upphandlingsenheten bevakar öppna data vid nya avtal om it-system.
Digitaliseringschefen leder arbetet med att lägga ut data.
It-avdelningen publicerar kommunens första datamängder under våren.
Rapport om arbetet lämnas till utskottet varje höst.
Ersättningen hanteras av ekonomiavdelningen inom skolförvaltningen.
Skolchefen får rätt att underteckna de enskilda avtalen om elevplatser.
Gymnasiechefen får i uppdrag att meddela berörda skolor de nya beloppen.
Beslutet från 2014 om språkintroduktion upphör samtidigt.
Överenskommelsen ersätter den som kommunstyrelsen godkände 2012.
Miljöförvaltningen deltar i den gemensamma övningen i maj.
Räddningstjänsten kontrollerar utrustningen i båthuset två gånger om året.
Säkerhetschefen svarar för att larmplanen är känd hos personalen i beredskap.
Beslutet anslås på kommunens anslagstavla.
Motionen om krissamverkan är därmed besvarad.
Kommunstyrelsen tackar arbetsgruppen för ett väl utfört arbete.
Administrativa avdelningen sänder protokollsutdrag till KSL.
Kommunens kostnad, beräknad till 62 000 kronor om året, ryms i nämndens ram.
Vård- och omsorgsnämnden informeras.
Ärendet är därmed slutbehandlat.
Kommundirektören bemyndigas att utse kommunens ledamot i styrgruppen.
Trygghetssamordnaren representerar kommunen i nätverket.
Stadsdirektören ges i uppdrag att ta fram en plan för hur överenskommelsen ska bli känd i organisationen.
Uppföljning görs i samband med årsbokslutet.
Socialförvaltningen ser till att jourpersonalen känner till larmvägarna.
Kommunstyrelsen emotser en redovisning i oktober 2016.
Utbildningsförvaltningen sammanställer antalet elever per den 15 oktober.
Oljeskyddsplanen revideras av räddningstjänsten.
Ordföranden och förste vice ordföranden tecknar avtalet för kommunens räkning.
Servicenämnden sköter förrådet i hamnen.
Till kontaktperson utses beredskapssamordnaren.
Fastighetsnämnden upplåter plats för förrådet.
Krisberedskapsplanen kompletteras med de nya kontaktvägarna.
Protokollet i denna del justeras omedelbart.
Vägledningen läggs ut på intranätet av personalavdelningen.
Överenskommelsen från 2014 upphör därmed att gälla för Botkyrkas del.
Överenskommelsen från 2014 upphör därmed att gälla.
Kommunstyrelsen noterar att stadsdirektören beslutar om vem som ska företräda Botkyrka.
IT-direktören får i uppdrag att till december 2016 förteckna de datamängder som förvaltningarna kan lämna ut.
Principerna biläggs kommunens riktlinjer för informationshantering vid nästa översyn.
Krisberedskapsplanen kompletteras med de nya kontaktvägarna.
Beslutet från 2014 om språkintroduktion upphör samtidigt.
Kommunstyrelsen avslår yrkandet om återremiss.
Den överenskommelse som kommunfullmäktige antog den 11 december 2014 upphör därmed att gälla.
Den överenskommelse som kommunfullmäktige godkände den 11 december 2014 upphör därmed att gälla.
Den överenskommelse som fullmäktige antog den 11 december 2014 upphör därmed att gälla.
Kommunens representant i styrgruppen är kommundirektören.
Stadsledningskontoret får i uppdrag att informera nämnder och bolag om innehållet.
Kommunfullmäktige delges beslutet.
Finansiering sker genom räddningsnämndens budget.
Överenskommelsen undertecknas av kommundirektören.
Skolpengsenheten hanterar fakturorna.
Utbildningsnämnden får ansvaret för att elever och vårdnadshavare informeras.
Kommunledningskontoret ansvarar för genomförandet.
Miljö- och byggnadsnämnden ansvarar för kommunens materiel.
Kommunens beredskapsplan mot olja uppdateras senast den 30 juni 2016.
Räddningschefen utses att företräda kommunen i samordningsgruppen.
Datamängderna publiceras på kommunens webbplats.
Bolagen uppmanas att arbeta efter principerna.
Uppdraget till förvaltningen från den 3 mars är därmed slutfört.
Kommunstyrelsen framför sitt tack till räddningstjänsten.
Kommunens krisledningsgrupp övar de nya rutinerna under hösten.
Kontaktuppgifter lämnas till Samverkan Stockholmsregionen av säkerhetschefen.
Kostnaden för 2015 tas ur kommunstyrelsens medel till förfogande.
Beslutet ska anmälas till kommunfullmäktige.
Förvaltningen återkommer med en lägesrapport efter sommaren.
Kommunstyrelsens beslut från 2011 om krissamverkan ersätts.
Räddningsnämnden informeras om beslutet.
Upphandlingsavdelningen tar in principerna i mallarna.
Kommunens andel av kostnaden är 31 000 kronor per år.
Skolchefen svarar för avstämningar med övriga kommuner.
Rektorn för gymnasiet ansvarar för att eleverna registreras.
Trygghetsrådet får information vid nästa möte.
Kommunchefen är kommunens kontaktperson.
Beslutet medför inga kostnader under 2015.
En särskild utbildning för växeltelefonisterna genomförs under våren.
Beslutet gäller omedelbart.
Kommunen utser säkerhetschefen till sin kontaktperson.
Ekonomichefen beaktar kostnaden i nästa års budget.
Säkerhetsskyddschefen ska delta i nätverkets möten.
Gruppledarna informeras löpande.
Stadsarkivet bevarar överenskommelsen i original.
Paragrafen justeras omedelbart.
Kommunens beredskapssamordnare utses till kontaktperson gentemot det gemensamma kansliet.
Krisledningsplanens avsnitt om regional samordning ses över vid nästa ordinarie revidering.
Utbildningsnämnden bemyndigas att besluta om de rutiner som behövs för faktureringen.
Kommunens krisledningsplan uppdateras vid årsskiftet.
"""

ERRANDS_THAT_LIMIT = """
Räddningstjänsten hålls utanför.
Skolorna sköter sitt som hittills.
Kommundirektören får i uppdrag att utreda hur anslutningen ska ske.
Kommundirektören får i uppdrag att lämna kommunens synpunkter på texten.
Gymnasienämnden ska beakta beslutet när budgeten medger det.
Utbildningsnämnden ansvarar för tillämpningen om medel anvisas.
Delegera till Skolnämnden att fastställa vilka delar som ska följas.
IT-direktören får i uppdrag att förteckna de principer som kommunen kan leva upp till.
Uppdra åt miljönämnden att öva på egen hand i stället.
Avgiften betalas inte förrän 2017.
Räddningschefen svarar för vilka insatser kommunen deltar i.
Säkerhetschefen för samtal med KSL om villkoren.
Stadsdirektören undertecknar när riskanalysen är klar.
Tekniska nämnden köper in länsor i stället för att bidra till förrådet.
Utbildningskontoret fakturerar enligt kommunens egen prislista.
Skolnämnden tillämpar kommunens hittillsvarande ersättning under 2015.
Kommunikationsenheten skriver till KSL att kommunen vill vänta.
Larmlistan gäller kontorstid.
Utbildningsnämnden sköter frågan.
Kommunens skolor har sina egna priser.
Miljökontoret inventerar stränderna och återkommer i frågan.
Säkerhetssamordnaren håller sig till kommunens gamla plan.
Förvaltningen ska ordna en ny remissrunda.
IT-enheten bygger upp en egen modell.
Räddningstjänsten samlar in underlag inför det slutliga valet.
Kanslichefen bjuder in KSL till ett samtal om texten.
Ekonomichefen lägger in en summa som räcker för de första två åren.
Socialnämnden tar fram en motsvarande text för kommunen.
Stadsjuristen skriver om punkten om uppsägning.
Kommunstyrelsens förvaltning administrerar betalningen så länge det finns pengar.
Utbildningskontoret betalar hälften av beloppet.
Förvaltningen fyller i blanketten och sänder den då fullmäktige har sagt sitt.
Räddningschefen svarar för kommunens kontakter utom vid oljeutsläpp.
Skolnämnden bestämmer själv priset.
Säkerhetschefen lämnar över arbetet till ett konsultbolag som prövar om det passar kommunen.
Miljönämnden övar först och tecknar sig sedan.
Kommundirektören sammanställer kommunens invändningar.
Den nya ersättningen förs in i taxebilagan med tio procents avdrag.
Bildningsnämnden ser till att rektorerna får välja blankett.
Kommunarkivet lägger beslutet på is.
Räddningstjänsten ordnar larmningen på sitt sätt.
Kommunstyrelsen skickar texten till nämnderna för att höra vad de tycker.
Kommunchefen sänder tillbaka handlingen med rättelser.
Handlingen undertecknas av kommunchefen efter samråd i gruppledarkretsen.
Kommunalrådet framför kommunens hållning vid nästa möte.
Fakturering sker bara mot kommuner som har skrivit på.
Förvaltningen bokar ett möte där kommunens medverkan diskuteras.
Ekonomienheten reserverar pengar för det fall kommunen går med.
Säkerhetschefen representerar kommunen som observatör.
Förvaltningen registrerar kommunens avvikande mening.
Kansliet skickar texten på remiss.
Säkerhetschefen ordnar larmningen på annat vis.
Säkerhetschefen presenterar ett motförslag.
Utbildningskontoret fakturerar den gamla avgiften.
Utbildningskontoret debiterar hemkommunerna självkostnaden.
Utbildningsnämnden administrerar ersättningen efter egen taxa.
Socialnämnden planerar för en senare start.
Räddningstjänsten bemannar endast dagtid.
Räddningstjänsten bemannar vardagar.
Räddningschefen svarar för insatser norr om kanalen.
Miljönämnden bevakar om villkoren uppfylls.
Kommunstyrelsen bevakar att kostnaden hålls nere.
Kommunledningskontoret tar fram ett alternativ.
Kommunledningskontoret tar fram ett beslutsunderlag till fullmäktige.
IT-chefen publicerar de datamängder som kommunen väljer.
IT-chefen publicerar de datamängder som nämnden finner lämpliga.
IT-chefen lämnar ut data mot betalning.
Tekniska nämnden köper in samma tjänst av ett företag.
Skolnämnden tar emot elever i mån av plats.
Skolnämnden tar emot högst tio elever.
Skolnämnden tar emot elever från Huddinge.
Kommunjuristen går igenom texten en gång till.
Kommunjuristen stämmer av texten med SKL.
Kommunjuristen sammanställer rättelser.
Kommundirektören anmäler kommunen som observatör.
Kommundirektören anmäler till KSL att kommunen står utanför prismodellen.
Säkerhetssamordnaren hjälper till när tiden räcker.
Räddningstjänsten övar som förut.
Larmet går till kommunens eget nummer.
Larmlistan upprättas sedan kommunen bestämt sig.
Avgiften betalas av KSL.
Avgiften betalas av staten.
Fakturan betalas till hälften.
Kostnaden konteras när beslutet vunnit laga kraft.
Informationen sprids inte till skolorna.
Materielen förvaras i Nynäshamn tills avtalet är klart.
Undertecknandet ombesörjs av nästa kommunstyrelse.
Handlingarna arkiveras utan vidare åtgärd.
Handlingen läggs in i akten utan åtgärd.
Skrivelsen besvaras av nämnden.
Rekommendationen besvaras av socialnämnden.
Samordningen sköts av ett konsultbolag.
Ärendet registreras som avslutat.
Kommunstyrelsen beställer en ny utredning.
Kommunstyrelsen beställer en oberoende granskning.
Säkerhetschefen organiserar en egen ledningscentral.
Trygghetsenheten samordnar kommunens egna rutiner med Gotland.
Skolchefen bokar platser i andra län.
Skolchefen ordnar en lokal prislista.
Utbildningskontoret räknar fram ett eget grundbelopp.
Utbildningskontoret räknar fram grundbeloppet.
Nämnden förvaltar beloppet till dess.
Kommunkansliet underrättar KSL om kommunens tolkning.
Kommunkansliet upplyser KSL om kommunens avsikt.
Kommunkansliet rapporterar kommunens reservation.
Den överenskommelse som fullmäktige antog den 11 december 2014 upphör först när alla kommuner har skrivit på.
Den överenskommelse som fullmäktige antog den 11 december 2014 upphör inte att gälla.
Den överenskommelse som kommunstyrelsen antog den 11 maj 2015 upphör att gälla.
Överenskommelsen upphör att gälla för Botkyrkas del.
Överenskommelsen upphör därmed att gälla vid årsskiftet.
Stadsdirektören beslutar om vem som ska pröva frågan.
Stadsdirektören avgör om kommunen ska delta.
Principerna biläggs som kommunens eget förslag.
Principerna biläggs utan att antas.
Säkerhetschefen ser till att larmplanen är känd innan anslutningen sker.
Krisplanen kompletteras med undantag från överenskommelsen.
Kommunens rutiner uppdateras i stället.
Kommunens bidrag till förrådet tas ur statens anslag.
Kommunens bidrag begränsas till anslaget för miljöskydd.
Avgiften debiteras andra kommuner.
Överenskommelsen gäller från den 1 januari 2018.
Överenskommelsen gäller från den dag kommunen bestämmer.
Beslutet gäller till den 1 juli 2016.
Beslutet gäller från den 1 juli 2016 då medel finns.
Beslutet gäller från och med nästa mandatperiod.
Överenskommelsen förvaras hos kommunkansliet i väntan på underskrift.
Fullmäktige beslutar därefter i ärendet.
Förvaltningen avstår från kontakter med övriga kommuner.
Stadsarkivet bevarar överenskommelsen tills fullmäktige har sagt ja.
Upphandlingsavdelningen tar in principerna i mallarna där det är lämpligt.
Förvaltningen arbetar in avtalet i kommunens plan med ändringar.
Säkerhetschefen deltar i nätverkets möten i stället för kommunen.
Förvaltningen återkommer med beslut efter sommaren.
Förvaltningen återkommer med svar till KSL efter sommaren.
Beslutet medför inga kostnader under 2015 men omprövas sedan.
Nämnden hanterar fakturor enligt egen taxa.
Krisledningsgruppen prövar innehållet.
Arkivet bevarar ett utkast till överenskommelsen.
Krisledningsplanens avsnitt om överenskommelsen ses över innan den gäller.
Kommunens krisledningsplan uppdateras vid behov.
Utbildningsnämnden bemyndigas att besluta om de belopp som ska gälla.
Utbildningsnämnden bemyndigas att besluta om de rutiner som kommunen väljer i stället.
Överenskommelsens avsnitt om kostnader ses över vid nästa revidering.
Kommunens krisledningsplan uppdateras vid beslut om anslutning.
Kanslichefen skickar ärendet till kommunfullmäktige.
Kanslichefen översänder handlingarna till fullmäktige för bekräftelse.
Kanslichefen översänder handlingarna till kommunfullmäktige för fastläggande.
Kommunledningskontoret skickar handlingarna till kommunfullmäktige som fattar beslut.
Kanslichefen översänder kommunens protokollsanteckning till KSL som svar.
Kanslichefen tar fram kommunens variant.
Kanslichefen anmäler kommunens avvisande av paragraf fem till KSL.
Förvaltningen tar fram ett parallellt dokument.
Kanslichefen ordnar en folkomröstning.
Kanslichefen översänder kommunens deklaration till KSL.
Kommunjuristen registrerar kommunens förklaring i diariet.
Kanslichefen sänder ärendet vidare till fullmäktige.
Kansliet anmäler ärendet till kommunfullmäktige för avgörande.
Kommunstyrelsens ordförande presenterar ärendet för kommunfullmäktige.
Kansliet expedierar förslaget till kommunfullmäktige.
Säkerhetschefen redovisar kommunens förbehåll för KSL.
Ekonomichefen budgeterar för två års deltagande.
Kommundirektören meddelar KSL när kommunen är redo.
Kommundirektören meddelar KSL att kommunen deltar på prov.
Kansliet meddelar KSL att svaret är preliminärt.
Kommunkansliet skickar överenskommelsen till fullmäktige.
Kommundirektören informerar KSL om vilka delar som gäller i kommunen.
Kommundirektören informerar KSL om kommunens villkor.
Utbildningsdirektören rapporterar till kommunstyrelsen, som därefter fattar beslut.
Beredskapschefen bevakar frågan tills kommunen bestämt sig.
Kostnaden täcks till hälften av kommunen.
Kostnaden ryms i budget först 2017.
Medel anvisas för ett års deltagande.
Avgiften betalas så länge nyttan motsvarar kostnaden.
Avgiften betalas med undantag för räddningstjänstens del.
Kostnaden finansieras genom att nämnden lämnar ett annat avtal.
Avgiften finansieras inom ramen tills ny budget antagits.
Ärendet avslutas inte med detta beslut.
Ärendet tas upp igen efter valet.
Ärendet är därmed avslutat för kommunstyrelsens del.
Ärendet är därmed färdigt för fullmäktige.
Kommunstyrelsen noterar att fullmäktige har sista ordet.
Kommunstyrelsen noterar att avtalet först ska granskas.
Kommunstyrelsen noterar att kommunen inte är bunden av bilaga 2.
Kommunstyrelsen noterar att åtagandet omfattar ett år.
Kommunstyrelsen konstaterar att anslutningen är ett försök.
Kommunstyrelsen konstaterar att kommunen behåller sin egen ersättningsmodell.
Kommunstyrelsen noterar att kommunen kan lämna samarbetet när som helst.
Kommunstyrelsen antecknar att överenskommelsen inte binder de kommunala bolagen.
Kommundirektören utses att godkänna den slutliga texten.
Kommundirektören företräder kommunen med begränsat mandat.
Kommunalrådet för kommunens talan tills vidare utan beslutsrätt.
Överenskommelsen publiceras på webbplatsen när den har godkänts av fullmäktige.
Överenskommelsen publiceras på hemsidan i kommunens version.
Delegationsordningen ändras så att nämnden får besluta om anslutning.
Kommunens riktlinjer från 2012 gäller fortfarande framför överenskommelsen.
Kommunens policy från 2014 ersätts inte av principerna.
Principerna tillämpas där nämnderna finner det motiverat.
Principerna ses som vägledande för nämnderna.
Arbetet inleds på prov under ett år.
Arbetet utvärderas innan kommunen ansluter sig.
Genomförandet begränsas till räddningstjänsten.
Överenskommelsen följs så gott det går.
Förvaltningen ansvarar för tillämpningen i lämplig omfattning.
Utbildningsnämnden ansvarar för tillämpningen vid behov.
Kommunen tackar för förslaget men avvaktar med underskriften.
Beslutet delges KSL när det har vunnit laga kraft.
Protokollet justeras när fullmäktige har sammanträtt.
Kommundirektören undertecknar överenskommelsen när finansieringen är klar.
Kommundirektören undertecknar överenskommelsen efter det att KSL svarat på kommunens frågor.
Kommunchefen undertecknar ett tilläggsavtal om kostnaderna.
Räddningschefen svarar för kommunens del i den mån resurser finns.
"""
