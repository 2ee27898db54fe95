"""The sample configurations of a reverse proxy: whole, and about this app's paths and limits."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from pipelines.deur.begrensd import MAX_BESTAND

WORTEL = Path(__file__).parent.parent
TEKST = (WORTEL / "docs" / "omgekeerde-proxy.md").read_text("utf-8")
BLOKKEN = dict(re.findall(r"```(nginx|caddy)\n(.*?)```", TEKST, re.DOTALL))
MEGABYTES = MAX_BESTAND // 2**20


@pytest.mark.parametrize("soort", ["nginx", "caddy"])
def test_a_sample_is_whole_and_names_what_it_must(soort: str) -> None:
    blok = BLOKKEN[soort]
    assert blok.count("{") == blok.count("}")
    assert "127.0.0.1:8501" in blok
    assert "Strict-Transport-Security" in blok
    gevonden = re.search(r"(?:client_max_body_size|max_size) (\d+)", blok)
    assert gevonden is not None
    assert int(gevonden[1]) > MEGABYTES  # a form adds something to the file
    assert re.search(r"limit_req +zone|rate_limit", blok)


def test_nginx_passes_websockets_and_ends_every_line() -> None:
    blok = BLOKKEN["nginx"]
    assert blok.count("proxy_set_header Upgrade") == blok.count("proxy_pass") == 2
    regels = [regel.strip() for regel in blok.splitlines()]
    los = [r for r in regels if r and not r.startswith("#") and r[-1] not in ";{}"]
    assert los == []


def test_the_paths_exist_in_the_server_of_the_app() -> None:
    import streamlit  # noqa: PLC0415

    bron = "".join(
        pad.read_text("utf-8") for pad in (Path(streamlit.__file__).parent / "web").rglob("*.py")
    )
    for pad in set(re.findall(r"_stcore/(\w+)", TEKST)):
        assert f"_stcore/{pad}" in bron


def test_the_page_accepts_what_a_load_reads() -> None:
    config = tomllib.loads((WORTEL / "app" / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] == MEGABYTES


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx staat niet op deze machine")
def test_nginx_itself_accepts_the_sample(tmp_path: Path) -> None:
    blok = re.sub(r"\n *(ssl_|listen 443 ssl|http2).*", "", BLOKKEN["nginx"])
    conf = tmp_path / "nginx.conf"
    conf.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{blok}\n}}\n", "utf-8")
    uit = subprocess.run(["nginx", "-t", "-c", str(conf)], capture_output=True, check=False)
    assert uit.returncode == 0, uit.stderr
