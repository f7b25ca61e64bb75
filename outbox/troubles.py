"""What can go wrong with the service, in the words that the operator reads. The keys are `Trouble.name`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

MAILBOX = "mailbox"
SIGN_IN = "sign_in"
SMTP = "smtp"
BRAKE = "brake"
DISK = "disk"
DISK_FULL = "disk_full"
CYCLE = "cycle"
WITHHELD = "withheld"
MARKING = "marking"
RENUMBERED = "renumbered"
DISAGREE = "disagree"
TEMPLATE = "template"
BACKUP = "backup"
BEHIND = "behind"
PERMISSIONS = "permissions"
CONFIGURATION = "configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """`begins` and `over` are the news, `do` what to do in steps, `meanwhile` what goes on all the same.

    What lasts shorter than `grace` is told of nowhere: servers restart. `mute`: no mail can tell of it while it lasts.
    """

    begins: str
    over: str
    do: tuple[str, ...]
    meanwhile: str
    grace: dt.timedelta = dt.timedelta()
    mute: bool = False


_CHECK = "Kör »registrator check« på servern: det visar var det tar stopp."

SORTS: dict[str, Sort] = {
    MAILBOX: Sort(
        begins="Brevlådan går inte att nå",
        over="Brevlådan går att nå igen",
        do=("Se efter om mejlservern är igång och om nätet når den.", _CHECK),
        meanwhile="Nya mejl ligger kvar i brevlådan och hämtas när den svarar. Inget behöver göras om.",
        grace=dt.timedelta(minutes=5),
    ),
    SIGN_IN: Sort(
        begins="Brevlådan släpper inte in tjänsten",
        over="Brevlådan släpper in tjänsten igen",
        do=(
            "Är lösenordet bytt eller utgånget, eller kontot låst? Skriv det nya i filen som [imap] password_file "
            "anger och starta om tjänsten.",
            "Loggar tjänsten in i Microsoft 365 (OAuth2), eller gäller felet ett certifikat eller en mapp: gör det som "
            "felet säger.",
            _CHECK,
        ),
        meanwhile="Nya mejl ligger kvar i brevlådan. Det här går inte över av sig självt.",
    ),
    SMTP: Sort(
        begins="Utgående mejl kan inte skickas",
        over="Utgående mejl skickas igen",
        do=("Se efter om servern för utgående mejl är igång och om nätet når den.", _CHECK),
        meanwhile="Inkommande mejl tas emot och registreras som vanligt. Utgående mejl väntar och skickas sedan.",
        grace=dt.timedelta(minutes=10),
        mute=True,
    ),
    BRAKE: Sort(
        begins="Bromsen är på: ovanligt många utgående mejl",
        over="Bromsen har släppt",
        do=("Se under Utskick på webbsidan, eller med »registrator outbox list«, vad som är på väg ut och varför.",),
        meanwhile="Mejlen väntar och skickas i den takt som bromsen tillåter.",
    ),
    DISK: Sort(
        begins="Disken håller på att bli full",
        over="Disken har plats igen",
        do=("Frigör utrymme, eller flytta mejlarkivet till en större disk.",),
        meanwhile="Nya mejl ligger kvar i brevlådan och hämtas när det finns plats. Det som redan är hämtat läses, och "
        "utgående mejl skickas.",
    ),
    DISK_FULL: Sort(
        begins="Disken är full: inga mejl tas emot",
        over="Mejl tas emot igen",
        do=("Frigör utrymme. Tjänsten fortsätter sedan av sig själv.",),
        meanwhile="Nya mejl ligger kvar i brevlådan. Inget är förlorat.",
    ),
    CYCLE: Sort(
        begins="Tjänsten står stilla",
        over="Tjänsten arbetar igen",
        do=("Starta om tjänsten.", "Hjälper det inte: se de sista raderna i loggen, och kör »registrator check«."),
        meanwhile="Nya mejl ligger kvar i brevlådan och hämtas när tjänsten arbetar igen.",
        grace=dt.timedelta(minutes=10),  # for the first round after a start
    ),
    WITHHELD: Sort(
        begins="Mejlservern lämnar inte ut ett mejl",
        over="Alla mejl har lämnats ut",
        do=(
            "Öppna brevlådan i ett vanligt mejlprogram. Går mejlet att läsa: flytta det till en annan mapp och "
            "tillbaka.",
            "Går det inte att läsa är det skadat på servern: be den som driftar mejlservern att återställa det.",
        ),
        meanwhile="Alla andra mejl tas emot som vanligt, och det här försöker tjänsten hämta vid varje hämtning.",
        grace=dt.timedelta(minutes=30),
    ),
    MARKING: Sort(
        begins="Registrerade mejl går inte att märka eller flytta i brevlådan",
        over="Registrerade mejl märks eller flyttas igen",
        do=("Gör det som anges, eller sätt [imap] after till »leave«: då rörs inget i brevlådan.", _CHECK),
        meanwhile="Mejl tas emot och registreras som vanligt. De som inte är märkta eller flyttade prövas igen vid "
        "varje hämtning.",
    ),
    RENUMBERED: Sort(
        begins="Mejlservern har numrerat om en mapp",
        over="Mappen som numrerades om är genomgången",
        do=("Fråga den som driftar mejlservern varför, om det inte var väntat.",),
        meanwhile="Alla mejl i mappen hämtas en gång till och jämförs med registret. Inget registreras två gånger.",
    ),
    DISAGREE: Sort(
        begins="Registret och brevlådan stämmer inte överens",
        over="Registret och brevlådan stämmer överens",
        do=("Se i loggen vilka mejl det gäller (reconciled).", "Är registret återställt från en kopia: det är väntat."),
        meanwhile="Det som gick att hämta i efterhand är hämtat och läses som vanligt.",
    ),
    BEHIND: Sort(
        begins="Databasen var äldre än journalen",
        over="Databasen var äldre än journalen, och är återställd",
        do=(
            "Ta reda på varför: har någon lagt tillbaka en äldre kopia av databasen för hand? Använd »registrator "
            "restore« i stället.",
            "Gå igenom utkasten under Utskick. Släpp bara det som inte har skickats.",
        ),
        meanwhile="Inget som kan ha skickats redan skickas av sig självt. I övrigt arbetar tjänsten som vanligt.",
    ),
    TEMPLATE: Sort(
        begins="En av era egna mejlmallar är felaktig",
        over="Era egna mejlmallar fungerar igen",
        do=("Rätta mallen på den rad som anges. Se resultatet med »registrator preview --out MAPP«.",),
        meanwhile="Mejlen går ut ändå, med Registrators egen mall.",
    ),
    BACKUP: Sort(
        begins="Säkerhetskopieringen har misslyckats",
        over="Säkerhetskopieringen fungerar igen",
        do=("Se efter om målet för kopian går att nå och har plats.",),
        meanwhile="Mejl tas emot och registreras som vanligt, men det senaste finns bara på ett ställe.",
    ),
    PERMISSIONS: Sort(
        begins="Filer kan läsas eller ändras av andra på servern",
        over="Filerna är stängda för andra på servern igen",
        do=(
            "Kör de kommandon som anges, som den som äger filerna eller som root.",
            "Har ett lösenord eller en nyckel legat öppen: byt den.",
        ),
        meanwhile="Tjänsten arbetar som vanligt.",
    ),
    CONFIGURATION: Sort(
        begins="Den ändrade konfigurationen är felaktig",
        over="Konfigurationen är i bruk",
        do=(
            "Rätta det som anges ovan i konfigurationsfilen.",
            "Läs in den igen med »systemctl reload registrator«, eller starta om tjänsten.",
        ),
        meanwhile="Tjänsten går vidare med den konfiguration som gällde förut.",
    ),
}

_OTHER = Sort(
    begins="Något är fel med tjänsten",
    over="Felet är avhjälpt",
    do=(_CHECK,),
    meanwhile="Tjänsten fortsätter med det som går.",
)


def sort_of(name: str) -> Sort:
    """The words for a trouble; general ones for a name that is not known here."""
    return SORTS.get(name, _OTHER)
