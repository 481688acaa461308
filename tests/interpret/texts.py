"""Made-up documents for the tests of `sanctions interpret`: none is a real act or article."""

from __future__ import annotations

NEWS = (
    "The EU extended its sanctions on Russia until 31 July 2027, it said on Monday.\r\n"
    "\r\n"
    "Minister Ann Example of Norway watched. Turkey’s president called on Russia to lift sanctions on Turkey.\r\n"
)

EU_LISTING = """Council Implementing Regulation (EU) 2026/9001 of 3 March 2026 implementing Regulation (EU) No 269/2014 concerning \
restrictive measures in respect of actions undermining or threatening the territorial integrity of Ukraine

THE COUNCIL OF THE EUROPEAN UNION,

Whereas:

(1) Two persons should be added to the list.

HAS ADOPTED THIS REGULATION:

Article 1

The persons listed in the Annex to this Regulation shall be added to the list set out in Annex I to Regulation (EU) No 269/2014.

Article 2

This Regulation shall enter into force on the date of its publication in the Official Journal of the European Union.

Done at Brussels, 3 March 2026.

ANNEX

Persons

1. Ivan Primerov, born on 1.1.1970, made-up minister, responsible for made-up deeds. 3.3.2026
2. Anna Obraztsova, born on 2.2.1980, made-up banker, responsible for made-up deeds. 3.3.2026
"""

EU_OTHER_TARGET = """Council Regulation (EU) 2026/9002 of 3 March 2026 amending Regulation (EC) No 765/2006 concerning restrictive \
measures in view of the situation in Belarus

THE COUNCIL OF THE EUROPEAN UNION,

HAS ADOPTED THIS REGULATION:

Article 1

In Regulation (EC) No 765/2006, the following Article is inserted:

'Article 1zz

1. It shall be prohibited to sell, supply, transfer or export, directly or indirectly, made-up goods to any natural or legal person in \
Belarus.'

Article 2

This Regulation shall enter into force on the day following that of its publication in the Official Journal of the European Union.

Done at Brussels, 3 March 2026.
"""

#: In the words of the drafting style, with the number and the day of an act that the register has.
EU_KNOWN = (
    EU_LISTING.replace("(EU) 2026/9001 of 3 March 2026", "(EU) No 284/2014 of 21 March 2014")
    .replace("3 March 2026", "21 March 2014")
    .replace("3.3.2026", "21.3.2014")
)

RU_RESOLUTION = """ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ
ПОСТАНОВЛЕНИЕ
от 30 ноября 2015 г. № 91296

Правительство Российской Федерации постановляет:

1. Утвердить перечень продукции, страной происхождения которой является Турецкая Республика и которая с 1 января 2016 г. запрещена к ввозу.

Председатель Правительства Российской Федерации А.Пример

УТВЕРЖДЕН
постановлением Правительства Российской Федерации
от 30 ноября 2015 г. № 91296

ПЕРЕЧЕНЬ

0207 14   Части тушек домашних кур
0702 00   Томаты свежие
"""

RU_DECREE = """УКАЗ
ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ

О выдуманных мерах в отношении Турецкой Республики

В соответствии с выдуманными законами постановляю:

1. Признать утратившими силу подпункты "б" и "в" пункта 1 Указа Президента Российской Федерации от 28 ноября 2015 г. № 583.

2. Приостановить действие пункта 2 Указа Президента Российской Федерации от 28 ноября 2015 г. № 583
в части поездок граждан по служебным паспортам.

Президент Российской Федерации А.Пример
31 мая 2017 года
№ 9244
"""

UNREADABLE = "УКАЗ\n\n1. Наградить сотрудников выдуманного ведомства орденом за заслуги перед всем человечеством.\n"
