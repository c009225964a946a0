"""What the company of the demo sells, and to whom: its applications and customers, as rules."""

from collections.abc import Mapping
from typing import Any

PARTNERS = "C0PARTNERS"
"""The channel of the one application that has its own."""

_SHOP = {
    "key": "shop",
    "name": "Web shop",
    "synonyms": ["webshop", "store", "интернет-магазин"],
    "owner": "U0IVAN",
    "components": [
        {"name": "checkout", "owner": "U0IVAN", "synonyms": ["payment", "basket", "корзина"]},
        {"name": "search", "owner": "U0NOOR", "synonyms": ["search box", "поиск"]},
    ],
    "levels": {
        "support": "Passwords, refunds, how to pay",
        "development": "Error pages, wrong amounts, whatever two customers see",
    },
    "template": ["customer", "how_many", "since", "steps", "expected", "Which browser?"],
    "checklist": ["Tried together with the customer", "Seen by a second person"],
    "runbooks": {"the shop is down": "https://wiki.example.com/shop"},
}
_BILLING = {
    "key": "billing",
    "name": "Billing",
    "synonyms": ["invoicing"],
    "developers": ["U0DANA"],
    "components": [
        {"name": "invoices", "owner": "U0DANA", "synonyms": ["invoice", "VAT", "счета"]},
        {"name": "exports", "owner": "U0DANA", "synonyms": ["export", "выгрузка"]},
    ],
}
_PORTAL = {
    "key": "partners",
    "name": "Partner portal",
    "synonyms": ["portal", "партнёрский портал"],
    "channel": PARTNERS,
    "administrators": ["U0BEN"],
    "chain": ["U0MIRA"],
    "owner": "U0NOOR",
    "developers": ["U0NOOR"],
    "components": [
        {"name": "price lists", "owner": "U0NOOR", "synonyms": ["prices", "прайс"]},
        {"name": "sign-on", "owner": "U0DANA", "synonyms": ["single sign-on", "SSO"]},
    ],
    "levels": {
        "support": "Access for new colleagues of a partner",
        "development": "Wrong prices, a sign-on that fails for a whole partner",
    },
    "template": ["customer", "since", "steps", "Which partner number?"],
    "checklist": ["Not a known problem", "The partner's own administrator has looked"],
    "severities": {4: {"acknowledge_within": "3m", "fix_within": "2h"}},
    "runbooks": {"prices are old": "https://wiki.example.com/prices"},
}
_ACME = {
    "name": "Acme",
    "synonyms": ["Acme Inc.", "Acme Corporation", "Акме"],
    "importance": "vip",
    "helpdesk_id": "5512",
    "time_zone": "America/New_York",
    "custom_code": {
        "does": "Paid orders go to their own warehouse",
        "test_site": "https://test.acme.example",
        "source": "https://git.example.com/acme",
        "documents": ["https://wiki.example.com/acme"],
        "known_by": ["U0DANA"],
    },
    "links": {"contract": "https://crm.example.com/acme"},
    "notes": "Pay by the hour. They call when they hear nothing.",
}

RULES: Mapping[str, Any] = {
    "applications": [_SHOP, _BILLING, _PORTAL],
    "customers": [
        _ACME,
        {"name": "Harbour Books", "helpdesk_id": "4711"},
        {"name": "Harbour Foods"},
        {"name": "Northwind", "importance": "vip", "time_zone": "Europe/Berlin"},
        {"name": "Globex", "custom_code": {"does": "Their people sign on with their own cards"}},
        {"name": "Ромашка", "synonyms": ["ООО Ромашка", "Romashka"], "time_zone": "Europe/Moscow"},
        {"name": "Северный ветер", "synonyms": ["Severny Veter"], "importance": "vip"},
    ],
    "proposals": {3: 2, 4: 5},
}
