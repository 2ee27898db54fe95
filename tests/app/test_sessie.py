"""How long a login lasts, by a clock that the test sets."""

from app.sessie import HOOGSTENS, STIL, VERS, Aanmelding, Aanmeldingen


class Klok:
    def __init__(self) -> None:
        self.nu = 1_800_000_000.0

    def __call__(self) -> float:
        return self.nu


def meld_aan(**anders: object) -> tuple[Klok, Aanmeldingen, dict[str, object]]:
    klok = Klok()
    gegevens = {"sub": "anna", "iat": klok.nu, "nonce": "een"} | anders
    return klok, Aanmeldingen(klok), gegevens


def open_(alle: Aanmeldingen, gegevens: dict[str, object]) -> Aanmelding:
    bekend = alle.open(gegevens)
    assert bekend
    return bekend


def test_who_keeps_looking_stays_until_twelve_hours() -> None:
    klok, alle, gegevens = meld_aan()
    for _ in range(int(HOOGSTENS / (STIL - 60))):
        assert not open_(alle, gegevens).einde
        klok.nu += STIL - 60
    klok.nu += STIL - 60
    assert open_(alle, gegevens).einde == "verlopen"


def test_half_an_hour_of_quiet_ends_it_for_good() -> None:
    klok, alle, gegevens = meld_aan()
    sleutel = open_(alle, gegevens).sleutel
    klok.nu += STIL
    assert alle.leeft(sleutel)
    klok.nu += 1
    assert not alle.leeft(sleutel)
    assert open_(alle, gegevens).einde == "verlopen"
    assert open_(alle, gegevens).einde == "verlopen"


def test_asking_whether_it_lives_is_no_sign_of_life() -> None:
    klok, alle, gegevens = meld_aan()
    sleutel = open_(alle, gegevens).sleutel
    for _ in range(40):
        klok.nu += 60
        alle.leeft(sleutel)
    assert not alle.leeft(sleutel)


def test_a_cookie_from_before_is_refused_also_by_a_new_server() -> None:
    klok, _, gegevens = meld_aan()
    klok.nu += VERS + 1
    assert Aanmeldingen(klok).open(gegevens) is None
    assert Aanmeldingen(klok).open(gegevens | {"iat": None}) is None
    assert Aanmeldingen(klok).open({"iat": klok.nu}) is None
    assert Aanmeldingen(klok).open(gegevens | {"iat": klok.nu + VERS + 1}) is None


def test_who_logs_out_is_out_and_may_come_back_with_a_new_login() -> None:
    klok, alle, gegevens = meld_aan()
    alle.beeindig(open_(alle, gegevens).sleutel)
    assert open_(alle, gegevens).einde == "afgemeld"
    assert not open_(alle, gegevens | {"nonce": "twee"}).einde
    klok.nu += HOOGSTENS + VERS + 1
    assert alle.open(gegevens) is None
