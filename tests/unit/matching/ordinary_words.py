"""Points of ordinary words only: a second set that changes nothing beside an adoption, and those that take it back."""

CONTACTS = """
Räddningstjänsten svarar för kontakten med övriga parter.
Säkerhetsenheten håller kontakten med KSL i frågan.
Stadsledningskontoret sköter den löpande kontakten med Storsthlm.
Kommunkansliet samordnar kommunens deltagande i nätverket.
Socialförvaltningen är kontaktyta mot KSL.
Två exemplar av överenskommelsen undertecknas av kommunstyrelsens ordförande.
Överenskommelsen signeras digitalt av stadsdirektören.
Ett påskrivet original återsänds till KSL och ett behålls av kommunen.
Originalhandlingen förvaras i kommunarkivet.
Kommunens exemplar av överenskommelsen arkiveras hos kommunkansliet.
Avgiften konteras på kommunstyrelsens verksamhet 1300.
Kommunstyrelsen vill ha en uppföljning av arbetet i samband med årsbokslutet.
Kommunikationsavdelningen skriver en nyhet om beslutet på webben.
Kommunikationsenheten tar fram ett informationsblad till personalen.
Överenskommelsen tas in i kommunens samling av styrdokument.
Frågan om information till skolorna hanteras av utbildningsförvaltningen.
Information om beslutet lämnas vid chefsmötet i maj.
Säkerhetschefen håller ihop kommunens arbete med överenskommelsen.
En intern arbetsgrupp med företrädare för berörda förvaltningar tillsätts.
En arbetsgrupp bildas av säkerhetschefen för det praktiska arbetet.
Förvaltningen tar fram rutiner för larm i enlighet med överenskommelsen.
Utbildning av berörd personal anordnas av personalavdelningen.
En genomgång för krisledningsnämnden hålls av säkerhetschefen.
Säkerhetschefen kallar till ett uppstartsmöte med förvaltningarna.
Återremissen är med detta fullgjord.
Kommunstyrelsen uttrycker sin uppskattning över det arbete som lagts ned.
Kommunstyrelsen noterar med tillfredsställelse att arbetet redan är igång.
Kommunstyrelsen konstaterar att kommunen redan i dag arbetar på detta sätt.
Kommunstyrelsen ser mycket positivt på att länets kommuner samverkar.
Justering sker vid sammanträdet.
Ärendet avslutas i diariet.
Handlingarna läggs till akten.
Redovisningen av ärendet läggs med godkännande till handlingarna.
Säkerhetschef Nils Provsson svarade på frågor under sammanträdet.
Barnkonsekvensanalys har gjorts och bifogas tjänsteskrivelsen.
Beslutet bedöms inte påverka barn negativt.
Facklig information har lämnats enligt 19 § MBL.
Kommunens tidigare beslut från 2009 om larmsamverkan upphör att gälla.
Räddningschefen deltar för kommunens räkning i KSL:s samverkansgrupp.
Brandförsvaret svarar för kontakterna med grannkommunerna.
Miljökontoret håller kontakt med länsstyrelsen i frågan.
Krisledningsstaben samordnar de praktiska insatserna.
Kanslichefen ansvarar för utskick till nämnderna.
Socialtjänsten ansvarar för utbildning av sin personal.
Kommunens säkerhetschef är kontaktväg till KSL.
Kommunens kontaktperson meddelas KSL via e-post.
Ordförande och kommunchef undertecknar överenskommelsen.
Behöriga firmatecknare undertecknar avtalet för kommunens räkning.
Kommunchefen ges fullmakt att skriva under överenskommelsen.
Underskriften sköts av kommunstyrelsens ordförande.
Undertecknad överenskommelse skickas till KSL i två exemplar.
Avtalet diarieförs och arkiveras av kommunkansliet.
Årsavgiften om 22 000 kronor betalas ur kommunstyrelsens driftbudget.
Deltagandet ryms inom befintlig budgetram.
Kostnaden för utbildning bärs av respektive nämnd.
Inga extra medel behöver tillföras.
Ekonomikontoret noterar kostnaden i kommande budgetarbete.
Merkostnader för personal ryms inom nämndernas ramar.
Återrapportering sker till kommunstyrelsen i samband med årsredovisningen 2016.
Kommunstyrelsen får en muntlig rapport vid sammanträdet i november.
Säkerhetschefen lämnar en skriftlig lägesrapport till kommunstyrelsens arbetsutskott.
Arbetet utvärderas internt i samband med bokslutet.
Kommunens revisorer informeras om beslutet.
Krisledningsnämnden delges beslutet.
Kommunala pensionärsrådet informeras vid sitt möte i september.
Hyresbolagen informeras genom kommunens bolagscontroller.
Invånarna får information i kommunens nyhetsbrev.
Kontaktcenter uppdateras om beslutet.
En nyhet om beslutet läggs ut på intranätet.
Informationsenheten tar fram en broschyr för medborgarna.
Överenskommelsen görs tillgänglig på kommunens hemsida.
Överenskommelsen läggs in i kommunens digitala avtalssystem.
Överenskommelsen finns att läsa på kommunens webbplats.
Pressmeddelande går ut samma dag.
Det dagliga arbetet leds av trygghetssamordnaren.
Kommunledningsförvaltningen planerar införandet tillsammans med socialförvaltningen.
En projektplan för införandet upprättas av kommunledningsförvaltningen.
Handlingsplanen revideras under våren 2016.
Nämndernas internkontrollplaner uppdateras.
Kommunens larmrutiner uppdateras av räddningstjänsten.
Utbildningsdagar för berörda chefer planeras till hösten.
Säkerhetssamordnaren bjuder in till ett informationsmöte i kommunhuset.
Motionen av Nils Provsson (S) om gemensam larmcentral ska anses besvarad.
Motionären meddelas beslutet.
Kommunens remissvar från 2014 läggs till handlingarna.
Skrivelsen från KSL anses besvarad i och med detta beslut.
Kommunstyrelsen riktar ett varmt tack till alla medarbetare som deltagit i arbetet.
Kommunstyrelsen tackar KSL för ett gott underlag.
Kommunstyrelsen ser fram emot den första uppföljningen.
Paragrafen justeras vid sammanträdet.
Beslutsärendet förklaras avslutat.
Kommunjuristen redogjorde för ärendet.
Vera Granlund (V) deltog inte i beslutet på grund av jäv.
Beslutet togs i enighet.
Ärendet har behandlats i socialnämnden den 14 april 2015, § 33.
Jämställdhetsperspektivet har beaktats i ärendet.
Beslutet ersätter kommunstyrelsens tidigare beslut från 2011 i samma ämne.
"""
ORDINARY_WORDS_THAT_LIMIT = """
Kommunstyrelsens ordförande för ärendet till fullmäktige.
Ärendet ges till kommunfullmäktige.
Ärendet går till fullmäktige.
Ärendet är kommunfullmäktiges.
Fullmäktige har ärendet.
Ärendet lämnas till fullmäktige.
Beslutet lämnas till kommunfullmäktige.
Kommunfullmäktige ska ta beslutet.
Kommunfullmäktige fattar beslutet.
Beslutet fattas av kommunfullmäktige.
Beslut fattas därefter av fullmäktige.
Fullmäktige beslutar därefter i ärendet.
Det är fullmäktige som ska fatta beslut.
Det är kommunfullmäktige som antar överenskommelsen.
Kommunfullmäktige ska anta överenskommelsen.
Kommunfullmäktige ska ge sitt stöd.
Kommunfullmäktige godkänner beslutet därefter.
Beslutet ska godkännas av kommunfullmäktige.
Beslutet ska fastställas av fullmäktige.
Överenskommelsen ska fastställas av fullmäktige.
Överenskommelsen ska vidare antas av kommunfullmäktige.
Överenskommelsen är ett förslag.
Detta är ett förslag till kommunfullmäktige.
Beslutet är ett förslag.
Beslutet är en rekommendation till fullmäktige.
Beslutet är en rekommendation till nämnderna.
Beslutet är en del av ärendet.
Kommunstyrelsens beslut är ett förslag till fullmäktige.
Beslutet följer av fullmäktiges beslut.
Kommunen följer kommunfullmäktiges beslut i ärendet.
Kommunen följer fullmäktiges rekommendation.
Kommunen är part från och med december 2019.
Kommunen är part till och med december 2016.
Kommunen är part till december 2016.
Kommunen är en part i ärendet tillsvidare.
Kommunen medverkar från januari 2019.
Kommunen medverkar till december.
Kommunen ansluter sig från höstterminen.
Kommunen ansluter sig i december.
Kommunen undertecknar den i december 2017.
Kommunen undertecknar i januari.
Undertecknande ska vara i september 2018.
Överenskommelsen undertecknas därefter av fullmäktige.
Överenskommelsen är undertecknad därefter.
Överenskommelsen gäller mellan KSL och regionen.
Överenskommelsen gäller för kommunen till december.
Överenskommelsen gäller för stadsledningskontoret.
Överenskommelsen gäller från det att regionen antar den.
Kommunen ansluter sig då regionen ansluter sig.
Kommunen ansluter sig med KSL:s stöd.
Kommunen medverkar inom KSL:s stöd.
Kommunen medverkar med stöd från KSL.
Kommunen ansluter sig vid beslut av regionen.
Kommunen ansluter sig med fullmäktiges stöd.
Beslutet gäller vid fullmäktiges stöd.
Beslutet gäller vid ja av fullmäktige.
Beslutet gäller enligt delegation.
Beslutet är ordförandens.
Ordföranden beslutar om undertecknande.
Kommundirektören beslutar om anslutning.
Kommundirektören bemyndigas att besluta i ärendet.
Ordföranden bemyndigas att besluta om anslutning.
Kommundirektören får besluta om kommunen ska ansluta sig.
Ordföranden bemyndigas att anta eller ersätta överenskommelsen.
Kommunstyrelsens beslut ersätts av fullmäktiges.
Beslutet ersätts av ett nytt beslut.
Beslutet ersätts vid nytt beslut.
Överenskommelsen ersätts av kommunens förslag.
Överenskommelsen ersätts av ett dokument från stadsledningskontoret.
Överenskommelsen ersätts med den bilagda.
Kommunens skrivelse bifogas överenskommelsen.
Förvaltningens skrivelse är en del av överenskommelsen.
Till överenskommelsen bifogas kommunens skrivelse.
Bilagan ersätts av förvaltningens förslag.
Förvaltningens förslag ska följas.
Kommunens förslag ska gälla.
Kommunen lämnar ett nytt förslag till KSL.
KSL ges kommunens förslag.
Kommunen föreslår KSL en ny bilaga.
Kommunen föreslår KSL en ny punkt.
Kommunen föreslår att ärendet överlämnas till regionen.
Ärendet överlämnas till förbundet för ny skrivelse.
Förvaltningen lämnar därefter ett nytt förslag.
Förvaltningen får i uppdrag att lämna ett nytt förslag.
Förvaltningen får i uppdrag att lämna ett förslag till fullmäktige.
Kommunen säger därefter ja.
Kommunen säger ja i december.
Kommunen åtar sig det som regionen åtar sig.
Kommunen åtar sig punkt 2.
Kommunen åtar sig punkterna enligt bilagan.
Kommunens del är punkt 3.
Kommunen följer punkterna 2 och 3.
Beslutet gäller punkt 2.
Överenskommelsen antas i den del som kommunen föreslår.
Kommunen är en samverkande part.
Kommunen är mottagare av överenskommelsen.
Överenskommelsen är en informerande handling.
Överenskommelsen är en rekommendation.
Överenskommelsen är ett stöd för kommunen.
Kommunen ser överenskommelsen som ett stöd.
Kommunen ser överenskommelsen som en rekommendation.
Kommunen noterar överenskommelsen.
Beslutet innebär att kommunen noterar överenskommelsen.
Beslutet innebär att kommunen ger sitt stöd till förslaget.
Beslutet innebär att ärendet är hos regionen.
Beslutet innebär att fullmäktige ska besluta.
"""
NEAR_THE_ORDINARY = """
Räddningstjänsten svarar för kostnaderna om KSL tillför medel.
Räddningstjänsten svarar för kontakten med övriga parter till dess ett nytt beslut fattas.
Säkerhetsenheten håller överenskommelsen vilande under året.
Stadsledningskontoret sköter förhandlingen med övriga parter om kostnaderna.
Kommunkansliet svarar för att överenskommelsen anpassas till kommunens rutiner.
Räddningstjänsten ansvarar för de delar som rör larm.
Socialförvaltningen samordnar kommunens synpunkter på avsnitt 3.
Kontakten med KSL sköts av säkerhetsenheten tills frågan är avgjord.
Anslutningen gäller från den dag då samtliga kommuner har anslutit sig.
Anslutningen gäller så länge kostnaden inte ökar.
Kommunen deltar till en kostnad om högst 40 000 kronor per år.
Kommunens kostnad får inte bli större än dagens.
Brandförsvaret svarar för kontakterna med grannkommunerna om deras anslutning.
Miljökontoret håller kontakten med KSL tills texten är färdig.
Säkerhetsenheten håller kontakten med KSL om ändringar i avtalet.
Socialförvaltningen sköter sin verksamhet som förut.
Socialförvaltningen sköter larmet på sitt sätt.
Stadsledningskontoret samordnar en ny version av texten.
Stadsledningskontoret svarar för rapportering till KSL av kommunens avvikelser.
Stadsledningskontoret ansvarar för information till KSL om vilka delar kommunen följer.
Kommundirektören ansvarar för kontakten med KSL angående ett mindre omfattande åtagande.
Räddningstjänsten svarar för samordningen inom ramen för egna medel.
Räddningstjänsten svarar för utbildning i den takt som medel tillåter.
Räddningstjänsten sköter kontakten, men deltar inte i övrigt.
Räddningstjänsten ansvarar för planering av en annan lösning.
Räddningstjänsten svarar för planering av kommunens utträde.
Kommunkansliet svarar för uppföljning och förslag om uppsägning.
Förvaltningen tar fram en överenskommelse för kommunen.
Förvaltningen tar fram rutiner för undantag.
Förvaltningen tar fram riktlinjer för när överenskommelsen används.
En arbetsgrupp tillsätts för att bearbeta överenskommelsen.
En arbetsgrupp bildas och får lämna förslag till kommunens hållning.
En arbetsgrupp tillsätts med uppgift att bedöma om kommunen bör delta.
Ett möte med KSL hålls innan underskrift.
Ett möte med KSL hålls om kommunens åtagande.
Ett möte hålls där frågan avgörs.
En utbildning hålls i stället för införande.
Information ges om att överenskommelsen börjar tillämpas längre fram.
KSL meddelas att kommunen antagit överenskommelsen med vissa undantag.
KSL meddelas att kommunen antagit överenskommelsen för två år.
KSL meddelas att kommunen har antagit överenskommelsen i princip.
KSL underrättas om att kommunen återkommer med underskrift.
KSL underrättas om att kommunfullmäktige fattar det slutliga beslutet.
Beslutet översänds som kommunens preliminära svar på rekommendationen.
Beslutet lämnas som svar på rekommendationen tillsammans med kommunens ändringsförslag.
Beslutet är att likställa med en avsiktsförklaring.
Beslutet är inte att likställa med undertecknande.
Överenskommelsen ska gälla för nämnderna men inte bolagen.
Överenskommelsen ska gälla för vissa nämnder.
Samtliga nämnder uppmanas att tillämpa den i mån av resurser.
Samtliga nämnder uppmanas att pröva om de kan tillämpa den.
Nämnder och styrelser uppmanas att ta ställning till överenskommelsen.
Nämnderna ska tillämpa överenskommelsen från 2018.
Kommunens exemplar av överenskommelsen skrivs under senare.
Ett exemplar sänds till KSL sedan kommunens ändringar förts in.
Två exemplar av överenskommelsen undertecknas av ordföranden om KSL godtar kommunens tillägg.
Överenskommelsen signeras digitalt av stadsdirektören när budgeten är antagen.
Överenskommelsen förvaras hos kommunkansliet i väntan på underskrift.
Kostnaden bokförs när KSL visat att medlen behövs.
Kostnaden konteras på socialnämnden, som tar ställning till betalningen.
Årsavgiften betalas för ett år i taget.
Årsavgiften betalas under 2016 och 2017.
Kommunen betalar den del som avser larm.
Kommunens tidigare beslut från 2009 gäller fortfarande.
Kommunens tidigare beslut i frågan står fast.
Kommunstyrelsen noterar att arbetet med ett eget avtal har påbörjats.
Kommunstyrelsen noterar att kommunen redan arbetar på ett annat sätt.
Kommunstyrelsen ser positivt på att länets kommuner samverkar på frivillig väg.
Kommunstyrelsen tackar KSL för underlaget och ser fram emot en omarbetad text.
Kommunstyrelsen uttrycker sin uppskattning över det arbete som gjorts men saknar en kalkyl.
Kommunstyrelsen anser att samverkan i länet bör ske på annat sätt.
Säkerhetschefen svarade på frågor om vilka delar som inte omfattas.
Beslutet fattades utan att handlingarna var kompletta och ska tas om.
Ärendet avslutas i diariet tills vidare.
Ärendet avgörs vid nästa sammanträde.
Ärendet läggs till handlingarna utan åtgärd.
Ordföranden beslutar om när överenskommelsen ska tillämpas.
Kommundirektören bestämmer om kommunen deltar.
Räddningschefen deltar som observatör i KSL:s samverkansgrupp.
Kostnaden betalas sedan revisorerna granskat kalkylen.
Kostnaden betalas av KSL.
Kostnaden täcks av de andra kommunerna.
Avgiften betalas till hälften.
Avgiften betalas med det belopp som kommunen anser skäligt.
Kostnader som är större än i dag betalas ej.
Avgiften betalas så snart budgeten tillåter.
Merkostnad accepteras ej.
Kostnaden tas ut av medborgarna om avtalet sägs upp.
Kostnadsfördelningen enligt avtalet gäller ej för kommunen.
Finansieringen löses innan överenskommelsen tillämpas.
Finansieringen ska vara löst.
Ordföranden utses att föra talan mot överenskommelsen.
Kommundirektören utses att jämka texten.
En förhandlare utses.
En utredare utses som granskar överenskommelsen.
Säkerhetschefen utses att granska vilka punkter kommunen kan följa.
Paragrafen justeras så att endast larmdelen antas.
Överenskommelsen justeras i enlighet med tjänsteskrivelsen.
Texten justeras.
Avtalet justeras innan underskrift.
Beloppet justeras till 30 000 kronor.
Punkt 4 justeras i texten.
Socialnämnden svarar för sin anslutning.
Socialnämnden ansvarar för sitt eget beslut om anslutning.
Varje nämnd svarar för sin egen bedömning.
Nämnderna svarar för om överenskommelsen ska följas.
Nämnderna ansvarar för ställningstagande till överenskommelsen.
KSL informeras om kommunens hållning i fråga om bilaga 2.
KSL informeras om kommunens ändrade lydelse.
KSL informeras om kommunens frågor före underskrift.
KSL informeras om den reviderade texten.
KSL meddelas kommunens alternativa text.
KSL meddelas kommunens villkor.
KSL meddelas kommunens anslutning från 2018.
KSL meddelas kommunens anslutning till kapitel 1.
Kommunens korrigerade text översänds till KSL.
Kommunens version skickas till KSL.
Kommunens tillägg skickas till KSL.
Kommunens svar, enligt bilaga 2, överlämnas till KSL.
Förvaltningens yttrande översänds till KSL som kommunens svar.
Överenskommelsen rapporteras till fullmäktige för avgörande.
Beslutet anmäls till fullmäktige som tar ställning.
Beslutet redovisas för fullmäktige innan det verkställs.
Beslutet expedieras efter fullmäktiges behandling.
Beslutet expedieras inte förrän i höst.
Protokollsutdrag sänds till KSL sedan ärendet avgjorts i fullmäktige.
Ordföranden får i uppdrag att underteckna en jämkad överenskommelse.
Ordföranden får i uppdrag att teckna avtal om punkterna 1 och 2.
Ordföranden får i uppdrag att teckna avtal för socialtjänsten.
Ordföranden bemyndigas att teckna ett enklare avtal.
Kommundirektören får i uppdrag att genomföra det som kommunen har råd med.
Kommundirektören får i uppdrag att säkerställa kommunens självbestämmande.
Kommundirektören får i uppdrag att planera för ett alternativ till överenskommelsen.
Kommundirektören får i uppdrag att ansvara för en utredning av vilka delar som passar kommunen.
Kommundirektören får i uppdrag att hantera frågan om anslutning.
Kommundirektören får i uppdrag att samordna kommunens krav på ändringar.
Kommundirektören får i uppdrag att verkställa beslutet i lämplig omfattning.
Kommundirektören får i uppdrag att leda arbetet fram till fullmäktiges beslut.
Kommundirektören får i uppdrag att informera KSL om att kommunen drar sig ur 2017.
"""
