"""Governance as rules: each a claim with its clause, its reason, its fix and an example that breaks it."""

from hallinta.rules import malli, palvelut, ryhmat, tekstit, tiedostot, viittaukset
from hallinta.rules.registry import RULES, Rule, check

__all__ = ["RULES", "Rule", "check", "malli", "palvelut", "ryhmat", "tekstit", "tiedostot", "viittaukset"]
