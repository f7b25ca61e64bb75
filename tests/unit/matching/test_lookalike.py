from __future__ import annotations

import pytest

from matching.lookalike import imitated, member_of, outside_of
from tests.unit.samples import CATALOGUE


@pytest.mark.parametrize(
    ("domain", "kommunkod"),
    [
        ("botkyrka-kommun.com", "0127"),
        ("botkyrkakommun.se", "0127"),
        ("kommun-botkyrka.se", "0127"),
        ("botkyrka.com", "0127"),
        ("botkyrka.se.mail.example", "0127"),
        ("botkyrca.se", "0127"),
        ("bottkyrka.se", "0127"),
        ("botykrka.se", "0127"),
        ("xn--botkyrk-8fg.se", "0127"),
        ("so1na.se", "0184"),
        ("solnastad.nu", "0184"),
        ("sodertälje.se", "0181"),
        ("upplandsbro.se", "0139"),
        ("upplands-vasby.se", "0114"),
        ("hudd1nge.se", "0126"),
        ("stockholms-stad.se", "0180"),
    ],
)
def test_domains_that_imitate_a_municipality_are_seen_through(domain: str, kommunkod: str) -> None:
    assert imitated(domain, CATALOGUE) == kommunkod


@pytest.mark.parametrize(
    "domain",
    [
        *("botkyrka.se", "edu.botkyrka.se", "knivsta.se", "gmail.com", "ksl.se", "regionstockholm.se", "sala.se"),
        *("solna.vendor.se", "storstockholm.brand.se", "tierp.se", "lansstyrelsen.se", "salem-is-a-town.example", ""),
    ],
)
def test_real_and_unrelated_domains_imitate_nobody(domain: str) -> None:
    assert imitated(domain, CATALOGUE) is None


def test_a_sub_domain_is_the_municipalitys_and_the_top_domain_nobodys() -> None:
    assert member_of("ks.solna.se", CATALOGUE) == "0184"
    assert member_of("se", CATALOGUE) is None
    assert member_of("nysolna.se", CATALOGUE) is None
    assert outside_of("mejl.knivsta.se", CATALOGUE) == "Knivsta"
