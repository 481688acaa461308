"""Russian acts. Every text is made up in the drafting style of decrees and resolutions; none is a real act."""

from __future__ import annotations

import time
from datetime import date

from pipelines.interpret.acts import interpret_act

DECREE = """                              У К А З

                  ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ

      О применении выдуманных мер в отношении Турецкой Республики

     В целях защиты интересов п о с т а н о в л я ю:
     1. На территории Российской Федерации вводятся:
     а) запрет или ограничение внешнеэкономических операций,
предусматривающих  ввоз  отдельных видов товаров, по перечню, определяемому
Правительством Российской Федерации;
     б) запрет с 1 января 2016 г. для работодателей привлекать к
трудовой деятельности граждан Турецкой Республики.
     2. Приостановить с 1 января 2016 г. действие Соглашения об
условиях взаимных поездок граждан.
     3. Туроператорам воздерживаться от реализации туристского продукта.
     4. Контроль за исполнением настоящего Указа возложить на Правительство.
     5. Настоящий Указ вступает в силу со дня его официального
опубликования.

     Президент Российской Федерации                         А.Пример

     Москва, Кремль
     28 ноября 2015 года
     N 9583
"""
RESOLUTION = """ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ
ПОСТАНОВЛЕНИЕ
от 9 марта 2017 г. № 9276

О внесении изменений в постановление Правительства Российской Федерации от 30 ноября 2015 г. № 1296

Правительство Российской Федерации постановляет:

1. Внести в постановление Правительства Российской Федерации от 30 ноября 2015 г. № 1296 следующие изменения:

а) в перечне продукции, запрещенной к ввозу, исключить позиции:

"0603 12 000 0 Гвоздики свежие
0703 10 Лук репчатый";

б) слова "до 31 декабря 2017 г." заменить словами "до 31 декабря 2018 г." в отношении квоты на ввоз томатов.

2. Настоящее постановление вступает в силу по истечении 7 дней после дня его официального опубликования.

Председатель Правительства Российской Федерации А.Пример
"""
REPEAL = """УКАЗ
ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ

Об отмене некоторых мер в отношении Турецкой Республики

1. Признать утратившими силу подпункты "б" и "в" пункта 1 Указа Президента Российской Федерации от 28 ноября 2015 г. № 583.

2. Приостановить действие пункта 2 Указа Президента Российской Федерации от 28 ноября 2015 г. № 583
в части поездок граждан по служебным паспортам.

3. Признать утратившим силу Указ Президента Российской Федерации от 30 июня 2016 г. № 314.

4. Настоящий Указ вступает в силу со дня его подписания.

Президент Российской Федерации А.Пример
31 мая 2017 года
№ 9244
"""
LISTED = """ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ
ПОСТАНОВЛЕНИЕ
от 30 ноября 2015 г. № 91296

Правительство Российской Федерации постановляет:

1. Утвердить перечень продукции, страной происхождения которой является Турецкая Республика и которая с 1 января 2016 г. запрещена к ввозу.

2. Запрет не распространяется на товары, ввозимые для личного пользования.

Председатель Правительства Российской Федерации А.Пример

УТВЕРЖДЕН
постановлением Правительства Российской Федерации
от 30 ноября 2015 г. № 91296

ПЕРЕЧЕНЬ

0207 14   Части тушек домашних кур
0702 00   Томаты свежие
"""


def test_decree_hard_wrapped_and_spaced_out() -> None:
    reading = interpret_act(DECREE, page_date=date(2015, 11, 29))
    assert (reading.kind, reading.number, reading.signed_on, reading.in_force_on) == (
        "presidential_decree",
        "9583",
        date(2015, 11, 28),
        date(2015, 11, 29),
    )
    rows = [(a.action, a.regime, a.measure, a.effective_on) for a in reading.actions]
    published, new_year = date(2015, 11, 29), date(2016, 1, 1)
    assert rows == [
        ("impose", "ru-583-2015", "import_ban_framework", published),
        ("impose", "ru-583-2015", "labour_hire_ban", new_year),
        ("suspend", "ru-583-2015", "visa_free_suspension", new_year),
        ("impose", "ru-583-2015", "tourism_sales_ban", published),
    ]
    assert all(DECREE[a.start : a.end] == a.quote for a in reading.actions)


def test_products_leave_a_list_and_a_quota_runs_longer() -> None:
    reading = interpret_act(RESOLUTION, page_date=date(2017, 3, 11))
    narrowed, quota = reading.actions
    assert (narrowed.action, narrowed.measure, narrowed.names) == ("narrow", "import_ban", ("hs:0603120000", "hs:070310"))
    assert (quota.action, quota.measure, quota.expires_on) == ("extend", "import_quota", date(2018, 12, 31))
    assert narrowed.effective_on == date(2017, 3, 19), "seven days after the day of publication have to pass"


def test_repeal_of_points_and_of_whole_acts() -> None:
    rows = [(a.action, a.measure, a.effective_on) for a in interpret_act(REPEAL).actions]
    day = date(2017, 5, 31)
    assert rows == [
        ("lift", "services_ban_framework", day),
        ("lift", "labour_hire_ban", day),
        ("narrow", "visa_free_suspension", day),
        ("lift", "tourism_sales_ban", day),
    ]


def test_product_list_of_an_annex_fills_the_ban() -> None:
    ban, exemption = interpret_act(LISTED, page_date=date(2015, 12, 1)).actions
    assert (ban.action, ban.measure, ban.count, ban.names, ban.effective_on) == (
        "impose",
        "import_ban",
        2,
        ("hs:020714", "hs:070200"),
        date(2016, 1, 1),
    )
    assert (exemption.action, exemption.measure) == ("exempt", "import_ban")


def test_an_act_on_something_else_is_unread_and_not_silent() -> None:
    reading = interpret_act("УКАЗ\n\n1. Наградить сотрудников выдуманного ведомства орденом за заслуги перед всем человечеством.\n")
    assert not reading.actions and reading.unread


def test_a_term_in_years_ends_on_the_same_day_of_the_year() -> None:
    text = (
        "УКАЗ\nПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\n\nО выдуманных мерах\n\nпостановляю:\n\n"
        "1. Ввести сроком на один год запрет на ввоз яблок из Руритании.\n\n"
        "2. Настоящий Указ вступает в силу со дня его подписания.\n\n"
        "Президент Российской Федерации А.Пример\nМосква, Кремль\n29 февраля 2016 года\n№ 9001\n"
    )
    assert [(a.action, a.expires_on) for a in interpret_act(text).actions] == [("impose", date(2017, 2, 28))]


def test_a_term_of_the_whole_act_ends_its_bans_and_a_special_decision_spares() -> None:
    text = (
        "УКАЗ\nПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\n\nО выдуманных мерах\n\nпостановляю:\n\n"
        "1. Запретить поставки российских яблок иностранным юридическим лицам.\n\n"
        "2. Поставки, запрещенные в соответствии с пунктом 1, могут быть осуществлены на основании специального решения.\n\n"
        "3. Настоящий Указ вступает в силу с 1 февраля 2023 г. и действует до 1 июля 2023 г.\n\n"
        "Президент Российской Федерации А.Пример\nМосква, Кремль\n27 декабря 2022 года\n№ 9002\n"
    )
    rows = [(a.action, a.measure, a.effective_on, a.expires_on) for a in interpret_act(text).actions]
    assert rows == [
        ("impose", "export_ban", date(2023, 2, 1), date(2023, 7, 1)),
        ("exempt", "export_ban", date(2023, 2, 1), None),
    ]


def test_an_extension_takes_the_measures_of_the_act_it_names() -> None:
    text = (
        "УКАЗ\nПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\n\nО продлении\n\nпостановляю:\n\n"
        "1. Продлить с 6 августа 2019 г. на один год действие отдельных специальных экономических мер, предусмотренных Указом "
        "Президента Российской Федерации от 6 августа 2014 г. № 560.\n\n"
        "2. Настоящий Указ вступает в силу со дня его подписания.\n\n"
        "Президент Российской Федерации А.Пример\nМосква, Кремль\n24 июня 2019 года\n№ 9003\n"
    )
    rows = [(a.action, a.measure, a.effective_on, a.expires_on) for a in interpret_act(text).actions]
    assert rows == [("extend", "import_ban_framework", date(2019, 8, 6), date(2020, 8, 6))]


def test_a_term_beyond_the_calendar_is_left_out() -> None:
    text = (
        "УКАЗ\nПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\n\nпостановляю:\n\n1. Ввести сроком на 9999 лет запрет на ввоз яблок.\n\n"
        "2. Настоящий Указ вступает в силу со дня его подписания.\n\n"
        "Президент Российской Федерации А.Пример\nМосква, Кремль\n1 марта 2016 года\n№ 9004\n"
    )
    assert [(a.action, a.expires_on) for a in interpret_act(text).actions] == [("impose", None)]


def test_one_act_named_a_thousand_times_is_repealed_once() -> None:
    point = "Признать утратившим силу Указ Президента Российской Федерации от 28 ноября 2015 г. № 583; "
    started = time.process_time()
    reading = interpret_act("УКАЗ ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\n1. " + point * 100_000, page_date=date(2016, 1, 1))
    assert time.process_time() - started < 10
    once = interpret_act("УКАЗ ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\n1. " + point, page_date=date(2016, 1, 1))
    assert [(a.action, a.measure) for a in reading.actions] == [(a.action, a.measure) for a in once.actions] != []
