"""Prices: currencies that exist, amounts that can be paid, a price in euros in France."""

from collections.abc import Iterator
from decimal import Decimal

from bookbuild.book.law import is_french
from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.rules import metadata

_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC"
    " CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR"
    " JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD"
    " NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN"
    " SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
"""ISO 4217, currencies in use since 1 January 2026, by number of decimals."""
DECIMALS = {code: digits for digits, codes in _CODES.items() for code in codes.split()}
_HIGHEST = Decimal(1_000_000)


def check_money(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for number, edition in enumerate(book.editions):
        for currency, amount in edition.price.items():
            at = lines.at("editions", number, "price", currency)
            if currency not in DECIMALS:
                near = currency.strip().upper()
                hint = f"Write {near}." if near in DECIMALS else "Three letters of ISO 4217: EUR, CHF, CAD."
                yield metadata.CURRENCY_UNKNOWN(f"“{currency}” is no currency", at=at, hint=hint)
            elif fault := _fault(amount, DECIMALS[currency]):
                yield metadata.PRICE_WRONG(f"{amount} {currency}: {fault}", at=at)
        if edition.price and "EUR" not in edition.price and is_french(book):
            yield metadata.NO_EURO_PRICE(
                f"the edition “{edition.id}” has no price in euros", at=lines.at("editions", number, "price")
            )


def _fault(amount: Decimal, digits: int) -> str:
    if not amount.is_finite() or amount < 0 or amount > _HIGHEST:
        return "a price is a number from 0 up"
    exact = amount.quantize(Decimal(1).scaleb(-digits))
    return "" if exact == amount else f"this currency has {digits or 'no'} decimals"
