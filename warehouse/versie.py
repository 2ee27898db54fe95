"""Which version of Peilstok this is."""

from importlib.metadata import version

VERSIE = version("peilstok")
