"""The forms in which minutes adopt, and the same with a limit: {t} is the agreement, {u} it without its article."""

ADOPTS = """
Kommunstyrelsen ingår för Botkyrka kommuns del {t}.
Kommunstyrelsen beslutar därefter att ansluta kommunen till {t}.
Kommunen inträder i {t}.
Kommunen går med i {t}.
Kommunen träder in som part i {t}.
Kommunstyrelsen antar {t} oförändrad.
Kommunstyrelsen antar {t} med sju röster mot fyra.
Kommunstyrelsen antar {t} i den lydelse som KSL har föreslagit.
Den av Kommunförbundet Stockholms Län framtagna {t} godkänns.
Den av KSL föreslagna {t} antas.
Den föreslagna {t} godkänns.
Den av KSL:s styrelse rekommenderade {t} antas för kommunens del.
Den upprättade {t} antas.
Den bifogade {t} godkänns och undertecknas av kommunstyrelsens ordförande.
Den till ärendet bifogade {t} antas.
Den i ärendet redovisade {t} godkänns.
Den av KSL och länets kommuner gemensamt utarbetade {t} antas.
Den av förbundsstyrelsen den 19 mars 2015 rekommenderade {t} antas.
Den {u} som KSL har tagit fram antas.
Den {u} som KSL:s styrelse rekommenderar antas.
Den {u} som rekommenderats av Kommunförbundet Stockholms Län godkänns.
Föreliggande förslag till {u} antas.
Förslaget till {u} godkänns.
KSL:s förslag till {u} godkänns.
Kommunförbundet Stockholms Läns förslag till {u} antas.
KSL:s rekommendation att anta {t} antas.
Rekommendationen antas.
{t}, enligt rekommendation KSL/15/0016-5, antas.
{t} (KSL/15/0016-5) antas.
{t} antas i enlighet med KSL:s rekommendation.
{t} antas av Botkyrka kommun.
{t} antas att gälla för Botkyrka kommun.
Kommunstyrelsen beslutar att {t} antas.
Kommunstyrelsen beslutar att {t} ska antas.
Kommunstyrelsen antar den av KSL rekommenderade {t}.
Kommunstyrelsen antar KSL:s förslag till {u}.
Kommunstyrelsen antar förslag till {u} i enlighet med KSL:s rekommendation.
Kommunstyrelsen godkänner att Botkyrka kommun ingår {t}.
Kommunstyrelsen godkänner att kommunen ansluter sig till {t}.
Kommunstyrelsen godkänner kommunens anslutning till {t}.
Kommunstyrelsen beslutar om anslutning till {t}.
Botkyrka kommun ansluter sig till {t}.
Botkyrka kommun ska vara part i {t}.
Botkyrka kommun blir part i {t}.
Botkyrka kommun ingår {t} med övriga kommuner i länet.
Kommunstyrelsen beslutar att ingå i {t}.
Kommunstyrelsen beslutar att Botkyrka kommun antar {t} och att beslutet meddelas KSL.
Kommunstyrelsen beslutar att anta {t}, samt att uppdra åt kommundirektören att underteckna den.
Kommunstyrelsen beslutar att anta {t}, samt att förklara paragrafen omedelbart justerad.
Kommunstyrelsen beslutar dels att anta {t}, dels att meddela KSL beslutet.
Kommunstyrelsen beslutar enhälligt att anta {t}.
Kommunstyrelsen beslutar, efter votering, att anta {t}.
Kommunstyrelsen beslutar på förslag av arbetsutskottet att anta {t}.
Kommunstyrelsen beslutar i enlighet med arbetsutskottets förslag att anta {t}.
Kommunstyrelsen beslutar i enlighet med kommunledningskontorets förslag och antar därmed {t}.
Kommunstyrelsen har beslutat att anta {t}.
Kommunstyrelsen beslöt att anta {t}.
Kommunstyrelsen beslutade med 8 röster mot 5 att anta {t}.
Kommunstyrelsen säger ja till {t}.
Kommunstyrelsen tillstyrker och antar {t}.
Kommunstyrelsen bifaller KSL:s rekommendation om att anta {t}.
Kommunstyrelsen biträder KSL:s rekommendation och antar {t}.
Kommunstyrelsen ställer sig positiv till och antar {t}.
Kommunstyrelsen ställer sig bakom KSL:s rekommendation att anta {t}.
Kommunstyrelsen ställer sig för kommunens del bakom {t}.
Kommunstyrelsen antar för Botkyrka kommuns räkning {t}.
Kommunstyrelsen antar {t} som sin egen.
Kommunstyrelsen antar {t} enligt bilaga.
Kommunstyrelsen antar {t}, enligt bilaga till tjänsteskrivelsen.
Kommunstyrelsen antar {t} daterad den 19 mars 2015.
Kommunstyrelsen antar {t} med dnr KSL/15/0016-5.
Kommunstyrelsen antar {t} att gälla från och med beslutsdatum.
Kommunstyrelsen antar {t} att gälla tills vidare.
Kommunstyrelsen antar {t} att gälla omedelbart.
Kommunstyrelsen beslutar teckna {t}.
Kommunstyrelsen beslutar att teckna {t} och ger ordföranden i uppdrag att skriva under.
Kommunstyrelsen godkänner {t} och uppdrar åt kommundirektören att underteckna densamma.
Kommunstyrelsen godkänner {t} mellan kommunerna i Stockholms län.
Kommunstyrelsen godkänner {t} såsom den föreligger.
Kommunstyrelsen godkänner för sin del {t}.
Kommunstyrelsen godkänner för sin del förslaget till {u}.
Kommunstyrelsen beslutar att som svar på KSL:s skrivelse anta {t}.
Kommunstyrelsen beslutar att som svar på rekommendationen meddela KSL att Botkyrka kommun antar {t}.
Som svar på KSL:s rekommendation meddelas att Botkyrka kommun antar {t}.
Botkyrka kommun följer KSL:s rekommendation och antar {t}.
Kommunen ska omfattas av {t}.
Med bifall till arbetsutskottets förslag antar kommunstyrelsen {t}.
Enligt arbetsutskottets förslag antas {t}.
På förslag av ordföranden antar kommunstyrelsen {t}.
Kommunstyrelsen beslutar bifalla arbetsutskottets förslag innebärande att anta {t}.
Kommunstyrelsen beslutar i enlighet med förvaltningens förslag att Botkyrka kommun ska anta {t}.
Kommunstyrelsen beslutar att Botkyrka kommun ansluter sig till {t} från och med den 1 januari 2015.
Kommunstyrelsen beslutar för Botkyrka kommuns del att anta {t}.
Kommunstyrelsen beslutar att för Botkyrka kommuns räkning godkänna {t}.
Kommunstyrelsen beslutar att godkänna och underteckna {t}.
Kommunstyrelsen beslutar att godkänna samt underteckna {t}.
Kommunstyrelsen beslutar att ställa sig bakom {t} och underteckna den.
Kommunstyrelsen beslutar att ställa sig bakom KSL:s rekommendation om {t}.
Kommunstyrelsen beslutar att ställa sig bakom och anta {t}.
Kommunstyrelsen beslutar att anta och ställa sig bakom {t}.
Kommunstyrelsen ställer sig bakom och antar {t}.
Kommunstyrelsen godkänner och antar {t}.
Kommunstyrelsen beslutar att kommunen ska ingå {t} med KSL och övriga kommuner.
Kommunstyrelsen beslutar att kommunen deltar i {t}.
Kommunstyrelsen beslutar att kommunen ska delta i {t}.
Kommunstyrelsen beslutar att kommunen skall ansluta sig till {t}.
Kommunstyrelsen beslutar att ansluta kommunen till {t}.
Kommunstyrelsen beslutar att ansluta Botkyrka kommun till {t} enligt KSL:s rekommendation.
Kommunstyrelsen beslutar anta rekommendationen från KSL avseende {t}.
Kommunstyrelsen beslutar anta KSL:s rekommendation gällande {t}.
Kommunstyrelsen beslutar att anta rekommendation KSL/15/0016-5.
Kommunstyrelsen beslutar att anta rekommendationen.
Kommunstyrelsen beslutar att anta rekommendationen i sin helhet.
Kommunstyrelsen beslutar att följa rekommendationen.
Kommunstyrelsen antar {t} i enlighet med vad KSL rekommenderat.
Kommunstyrelsen antar {t} i enlighet med bifogat förslag.
Kommunstyrelsen antar {t} i enlighet med bilagt förslag från KSL.
Kommunstyrelsen antar {t} enligt KSL:s förslag.
Kommunstyrelsen antar {t} enligt förslag från KSL daterat den 19 mars 2015.
Kommunstyrelsen antar enhälligt {t}.
Kommunstyrelsen antar härmed {t}.
Kommunstyrelsen antar {t} utan ändringar.
Kommunstyrelsen antar {t} i föreliggande form.
Kommunstyrelsen antar {t} vilken biläggs protokollet.
Kommunstyrelsen antar {t}, bilaga 1.
Kommunstyrelsen antar {t} (bilaga).
Kommunstyrelsen beslutar efter votering med 9 röster mot 4 att anta {t}.
Kommunstyrelsen beslutar med acklamation att anta {t}.
Efter avslutad överläggning beslutar kommunstyrelsen att anta {t}.
Efter votering beslutar kommunstyrelsen att anta {t}.
Ordföranden finner att kommunstyrelsen beslutar att anta {t}.
Kommunstyrelsen beslutar att avslå återremissyrkandet och att anta {t}.
Kommunstyrelsen avslår yrkandet om återremiss och antar {t}.
Kommunstyrelsen avslår Vera Granlunds (V) yrkande om avslag och antar {t}.
Kommunstyrelsen avslår Vera Granlunds (V) ändringsyrkande. Kommunstyrelsen antar {t}.
Kommunstyrelsen beslutar att ärendet ska avgöras idag. Kommunstyrelsen antar {t}.
Kommunstyrelsen har ingen erinran mot {t} och antar den.
Kommunstyrelsen har inga invändningar mot {t} och beslutar att anta den.
Kommunstyrelsen beslutar att kommunen ska teckna {t} och att kommundirektören undertecknar den.
Kommunstyrelsen beslutar att anta {t} och att ge kommundirektören i uppdrag att genomföra den.
Kommunstyrelsen beslutar att anta {t} samt lägger tjänsteskrivelsen till handlingarna.
Kommunstyrelsen beslutar att anta {t}, samt att beslutet delges KSL och räddningstjänsten.
Kommunstyrelsen beslutar att anta {t}, att kostnaden ryms inom ram, samt att paragrafen justeras omedelbart.
"""
ADOPTS_LESS = """
Kommunen går med i {t} 2018.
Kommunen går med i delar av {t}.
Kommunen inträder i {t} som observatör.
Kommunen går med i {t} så snart medel finns.
Kommunen träder in i {t} efter prövning.
Kommunstyrelsen antar {t} i den lydelse som kommunen har föreslagit.
Kommunstyrelsen antar {t} med sju ändringar mot fyra.
Kommunstyrelsen beslutar därefter att {t} ska prövas.
Den av kommunledningskontoret omarbetade {t} antas.
Den av arbetsutskottet föreslagna {t} antas.
Den av förvaltningen reviderade {t} godkänns.
Den av KSL framtagna {t} godkänns i tillämpliga delar.
Den av KSL framtagna {t} godkänns med undantag av avsnitt 4.
Den av KSL framtagna {t} godkänns när fullmäktige har anvisat medel.
Den av KSL framtagna {t} antas på försök.
Den av KSL framtagna {t} antas för grundskolan.
Den av SKL framtagna {t} antas för 2016.
Den i vissa delar ändrade {t} antas.
Den för kommunen anpassade {t} antas.
Den av kommunen kompletterade {t} antas.
Den till kommunens förutsättningar anpassade {t} antas.
Den föreslagna {t} antas, utom bilaga 2.
Den förenklade {t} antas.
Den delvis omarbetade {t} antas.
Den del av {t} som rör krisberedskap antas.
Inriktningen i {t} antas.
Intentionerna i {t} antas.
Den {u} som kommunledningskontoret tagit fram antas.
Den {u} som KSL har tagit fram antas i de delar som rör kommunen.
Den {u} som KSL senare slutligt fastställer antas.
Den {u} som landstinget föreslagit antas.
Förslaget till {u} godkänns som underlag för fortsatt arbete.
Förslaget till {u} godkänns som remissyttrande.
KSL:s förslag till {u} godkänns för vidare beredning.
KSL:s förslag till {u} godkänns i princip.
Kommunstyrelsen antar KSL:s förslag till {u} i den lydelse förvaltningen föreslår.
Kommunstyrelsen antar {t} att gälla från och med nästa läsårs start.
Kommunstyrelsen antar {t} att gälla under 2016.
Kommunstyrelsen antar {t} att gälla från den 1 januari 2017.
Kommunstyrelsen antar {t} för kommunens krisledning.
Kommunstyrelsen antar {t} enligt bilaga 2, kommunens version.
Kommunstyrelsen antar {t} enligt förvaltningens ändringsförslag.
Kommunstyrelsen godkänner att kommunledningskontoret arbetar vidare med {t}.
Kommunstyrelsen godkänner att kommunen ansluter sig till delar av {t}.
Kommunstyrelsen godkänner att kommunen senare ansluter sig till {t}.
Kommunstyrelsen godkänner kommunens anslutning till {t} från 2017.
Kommunstyrelsen beslutar om fortsatt beredning av {t}.
Botkyrka kommun ska verka för att bli part i {t}.
Botkyrka kommun kan bli part i {t}.
Botkyrka kommun blir part i {t} om landstinget blir det.
Kommunstyrelsen beslutar att anta {t}, samt att uppdra åt kommundirektören att omförhandla den.
Kommunstyrelsen beslutar att anta {t}, samt att undanta räddningstjänsten.
Kommunstyrelsen beslutar att anta {t}, att utse säkerhetschefen till kontaktperson samt att beslutet gäller till 2016.
Kommunstyrelsen beslutar dels att anta {t}, dels att avvakta med undertecknandet.
Kommunstyrelsen ställer sig positiv till {t}.
Kommunstyrelsen ställer sig bakom intentionerna i {t}.
Kommunstyrelsen ställer sig bakom syftet med {t}.
Kommunstyrelsen ställer sig i huvudsak bakom {t}.
Kommunstyrelsen antar {t} som inriktning.
Kommunstyrelsen antar {t} som vägledande dokument.
Kommunstyrelsen antar {t} som en avsiktsförklaring.
Kommunstyrelsen beslutar teckna {t} efter förnyat samråd.
Kommunstyrelsen godkänner {t} såsom den ändrats vid sammanträdet.
Kommunstyrelsen godkänner {t} såsom den redovisas i tjänsteskrivelsen.
Kommunen ska omfattas av {t} när medel finns.
Kommunen ska omfattas av {t} i fråga om larm.
Enligt arbetsutskottets ändrade förslag antas {t}.
Kommunstyrelsen beslutar bifalla arbetsutskottets förslag innebärande att anta delar av {t}.
Kommunstyrelsen beslutar enligt arbetsutskottets förslag, innebärande att {t} antas till 2016.
Kommunstyrelsen beslutar på förslag av arbetsutskottet att anta {t} med ett tillägg.
Kommunstyrelsen beslutar på förslag av arbetsutskottet att inte ställa sig bakom {t} i den del som rör larm.
Kommunstyrelsen beslutar på förslag av arbetsutskottet att anta {t} i arbetsutskottets lydelse.
Enligt arbetsutskottets ändringsförslag antas {t}.
Enligt arbetsutskottets förslag antas {t} delvis.
Enligt arbetsutskottets förslag antas {t} efter omarbetning.
På yrkande av Vera Granlund (V) antas {t} med tillägg.
Den {u} som KSL har tagit fram antas när den är färdig.
Den {u} som KSL håller på att ta fram antas.
Den {u} som KSL kommer att föreslå antas.
Den {u} som rekommenderats av Landstinget antas för kommunen.
Den av KSL och länets kommuner gemensamt utarbetade {t} antas för prövning.
Den av förbundsstyrelsen den 7 maj 2015 rekommenderade {t} antas.
Kommunstyrelsen ställer sig positiv till {t} och avvaktar.
Kommunstyrelsen ställer sig positiv till och antar delar av {t}.
Kommunstyrelsen ställer sig bakom innehållet i {t}.
Kommunstyrelsen ställer sig bakom innehållet i {t} och antar den på prov.
Kommunstyrelsen antar {t} att gälla från och med beslutsdatum till årsskiftet.
Kommunstyrelsen antar {t} att gälla omedelbart för räddningstjänsten.
Kommunstyrelsen antar {t} att gälla omedelbart i de delar som inte kräver medel.
Kommunstyrelsen godkänner {t} såsom den föreligger efter kommunens ändringar.
Kommunstyrelsen godkänner {t} såsom den kommer att föreligga.
Som svar på KSL:s rekommendation meddelas att Botkyrka kommun avser att anta {t}.
Som svar på KSL:s rekommendation meddelas att Botkyrka kommun antar {t} om landstinget gör det.
Kommunstyrelsen beslutar att ställa sig bakom och i vissa delar anta {t}.
Kommunstyrelsen godkänner och antar {t} som ett inriktningsdokument.
Kommunstyrelsen beslutar att kommunen deltar i {t} som observatör.
Kommunstyrelsen beslutar att kommunen deltar i {t} till och med 2016.
Kommunstyrelsen beslutar att ansluta kommunens räddningstjänst till {t}.
Kommunstyrelsen antar {t} i enlighet med vad KSL rekommenderat, dock utan avsnitt 4.
Kommunstyrelsen antar {t} i enlighet med bifogat ändrat förslag.
Kommunstyrelsen antar {t} i enlighet med förvaltningens bifogade förslag till ändringar.
Kommunstyrelsen antar {t} i föreslagen omarbetad form.
Kommunstyrelsen antar {t} i den lydelse som förvaltningen föreslår.
Kommunstyrelsen antar {t} utan bilagor.
Kommunstyrelsen antar {t} utan ekonomiska åtaganden.
Kommunstyrelsen antar {t}, bilaga 1, men inte bilaga 2.
Kommunstyrelsen bifaller Vera Granlunds (V) ändringsyrkande. Kommunstyrelsen antar {t}.
Kommunstyrelsen har ingen erinran mot {t} utom i fråga om avgiften och antar den.
Kommunstyrelsen beslutar att anta {t} och uppdrar åt kommundirektören att underteckna överenskommelsen när medel finns.
Kommunstyrelsen beslutar att anta {t} samt lägger avsnitt 4 till handlingarna.
Kommunstyrelsen beslutar att anta {t}, att kostnaden inte får överstiga ramen, samt att paragrafen justeras omedelbart.
Botkyrka kommun antar, om övriga kommuner i länet gör det, {t}.
Botkyrka kommun antar, i de delar som rör kommunen, {t}.
Ordföranden finner att kommunstyrelsen beslutar att anta delar av {t}.
"""
