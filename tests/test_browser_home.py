"""首页 in a real browser: it leads to the work, by mouse and keyboard; nothing overflows on a phone; dark is dark."""

import pytest
from browsing import needs_browser, shot

pytestmark = needs_browser
PHONE = {"width": 390, "height": 844}


def wait(page) -> None:
    page.get_by_role("heading", name="公布台账").wait_for()
    page.locator("table.report").nth(1).wait_for()


def test_it_is_the_first_page_and_leads_to_what_waits(page):
    wait(page)
    assert [h.inner_text() for h in page.locator("h1").all()] == ["首页"]
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    assert page.get_by_role("button", name="View").count() == 0, "the whole menu is shown"
    shot(page, "home")
    page.get_by_role("main").get_by_role("link", name="待审术语").click()
    page.get_by_role("heading", name="术语审定").wait_for()


def test_the_work_is_reached_by_keyboard(page):
    wait(page)
    link = page.get_by_role("main").get_by_role("link", name="存疑对齐")
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="对齐审校").wait_for()


def test_the_monthly_report_is_taken_along(page):
    wait(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="月报（Excel）").click()
    assert download.value.suggested_filename == "公布月报-全部.xlsx"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_page_never_scrolls_sideways(browser, server, scheme):
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    page.set_default_timeout(20_000)
    page.goto(server.url)
    wait(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
    paper = page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == {"light": "rgb(251, 250, 246)", "dark": "rgb(27, 28, 29)"}[scheme]
    shot(page, f"home-phone-{scheme}")
    page.close()
