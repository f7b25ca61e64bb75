"""Domains that imitate a municipality's: "botkyrka-kommun.com", "solna.com", "so1na.se", Cyrillic letters and so on."""

from __future__ import annotations

import contextlib
import re
import unicodedata

from domain.catalogue import Catalogue

# Letters of other alphabets, and digits, that are drawn like Latin letters (a choice of Unicode TR 39's confusables).
_CONFUSABLE = str.maketrans(
    "авеѕсоԁіјкӏмнрԛѡтухүαοινρτυκı0135",
    "abescodijklmhpqwtyxyaoivptukioles",
)
_ADDED = (
    *("kommun", "kommunen", "kommuns", "stad", "staden", "stads", "registrator", "registratur", "kansli", "kansliet"),
    *("mail", "mejl", "email", "epost", "e-post", "post", "info", "se", "ks", "kf", "sverige", "sweden", "gov"),
    *("myndighet", "web", "webb", "it", "online", "support", "service", "diarium", "kommunstyrelsen", "official"),
)
_ADDITION = re.compile(rf"^(?:s?-?(?:{'|'.join(map(re.escape, _ADDED))})-?)+$|^s?-$")


def member_of(domain: str, catalogue: Catalogue) -> str | None:
    """The kommunkod whose mail domain this is, or whose sub-domain: "edu.solna.se" is Solna's, "se" is nobody's."""
    for municipality in catalogue.municipalities:
        if any(_within(domain, own) for own in municipality.domains):
            return municipality.kommunkod
    return None


def outside_of(domain: str, catalogue: Catalogue) -> str | None:
    """The name of the municipality outside the county whose domain this is."""
    return next((o.name for o in catalogue.outside if o.domain and _within(domain, o.domain)), None)


def is_own(domain: str, catalogue: Catalogue) -> bool:
    """Whether the domain is the association's own."""
    return any(_within(domain, own) for own in catalogue.own_domains)


def _within(domain: str, parent: str) -> bool:
    return domain == parent or domain.endswith("." + parent)


def imitated(domain: str, catalogue: Catalogue) -> str | None:
    """The kommunkod that this domain imitates, None when it is a municipality's own or resembles none."""
    if not domain or member_of(domain, catalogue) or outside_of(domain, catalogue) or is_own(domain, catalogue):
        return None
    shown = _shown(domain)
    labels = shown.split(".")
    names = labels[:-1] or labels
    for municipality in catalogue.municipalities:
        for own in municipality.domains:
            if own in shown and shown != own and _bounded(own, shown):
                return municipality.kommunkod
            label = own.rpartition(".")[0]
            if len(label) >= 4 and any(_resembles(name, label, last=name == names[-1]) for name in names):
                return municipality.kommunkod
    return None


def _bounded(own: str, shown: str) -> bool:
    """ "botkyrka.se.mail.example" holds the whole domain; "nybotkyrka.se" does not."""
    return bool(re.search(rf"(?:^|[.-]){re.escape(own)}(?:$|[.-])", shown))


def _shown(domain: str) -> str:
    """The domain as a reader sees it: punycode opened, diacritics and foreign letters as Latin ones."""
    opened = unicodedata.normalize("NFKD", ".".join(_opened(label) for label in domain.lower().split(".")))
    plain = "".join(c for c in opened if not unicodedata.combining(c))
    return plain.translate(_CONFUSABLE).replace("ø", "o").replace("æ", "a").replace("rn", "m")


def _opened(label: str) -> str:
    """A label with its punycode decoded; as it was when that is broken."""
    if label.startswith("xn--"):
        with contextlib.suppress(UnicodeError):
            return label.encode("ascii").decode("idna")
    return label


def _resembles(name: str, label: str, *, last: bool) -> bool:
    """The same name under another top domain, one edit away, or with an official-sounding addition.

    A vendor's "solna.vendor.se" is a sub-domain of somebody else, not an imitation: only the registered label (`last`)
    may be equal or near; an addition ("solna-kommun.host.example") counts anywhere.
    """
    plain = label.replace("rn", "m").translate(_CONFUSABLE)
    if last and (name == plain or (len(plain) >= 5 and abs(len(name) - len(plain)) <= 1 and _one_edit(name, plain))):
        return True
    if last and name.replace("-", "") == plain.replace("-", ""):
        return True
    if name.startswith(plain) and _ADDITION.match(name[len(plain) :]):
        return True
    return name.endswith(plain) and bool(_ADDITION.match(name[: -len(plain)]))


def _one_edit(a: str, b: str) -> bool:
    """One letter changed, added, dropped, or two neighbours swapped."""
    if len(a) == len(b):
        different = [i for i in range(len(a)) if a[i] != b[i]]
        if len(different) == 2 and different[1] == different[0] + 1:
            i, j = different
            return a[i] == b[j] and a[j] == b[i]
        return len(different) == 1
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
