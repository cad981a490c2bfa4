// Walks an editor's path through a desk in headless Chromium, with the keyboard alone, and prints as JSON what is there.
// Usage: node desk.mjs ADDRESS CHROMIUM PACKAGE FIRST SECOND THIRD
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [address, executablePath, packed, ...reports] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const out = { requests: [], dialogs: [], console: [], errors: [], path: {} };
const origin = new URL(address).origin;
const context = await browser.newContext({ reducedMotion: "reduce" });
const page = await context.newPage();
page.setDefaultTimeout(120000); // the machine may be busy
const watch = (one) => {
  one.on("request", (r) => out.requests.push(r.url()));
  one.on("dialog", (d) => { out.dialogs.push(d.message()); d.dismiss(); });
  one.on("console", (m) => out.console.push(m.text()));
  one.on("pageerror", (e) => out.errors.push(String(e)));
};
watch(page);
await page.goto(address);
out.path.address = page.url().replace(origin, "");
const cookies = await context.cookies();
out.path.cookies = cookies.map((c) => [c.httpOnly, c.sameSite]);

// Tab until an element has the focus.
const tabTo = async (selector) => {
  for (let k = 0; k < 200; k += 1) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no key leads to ${selector}`);
};
// What a swap must leave alone: how far the page is scrolled, and where the focus is.
const place = () => page.evaluate(() => [scrollY, document.activeElement.id || document.activeElement.tagName]);

// Add two reports: "a" opens the form, the files are dropped on it, and it is sent with Enter.
await page.keyboard.press("a");
await page.waitForURL("**/add");
const dropped = await page.evaluateHandle((given) => {
  const transfer = new DataTransfer();
  for (const [name, text] of given) transfer.items.add(new File([text], name, { type: "text/plain" }));
  return transfer;
}, reports.slice(0, 2).map((path, k) => [`${k}.txt`, readFileSync(path, "utf8")]));
await page.dispatchEvent(".drop", "drop", { dataTransfer: dropped });
out.path.dropped = await page.evaluate(() => document.getElementById("files").files.length);
await tabTo("#story");
await page.keyboard.type("Ferry");
await page.keyboard.press("Enter");
await page.locator("#added [data-item]").first().waitFor();
out.path.added = await page.locator("[data-item]").count();
out.path.told = [await page.locator("#told").textContent()];
out.path.stayed = await page.evaluate(() => document.activeElement.id);
await page.locator(".said", { hasText: "up to date" }).waitFor();
await page.keyboard.press("Escape");

// The story, its conflict, and a judgement, by keys.
const opened = async (key) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
await opened("s");
await page.keyboard.press("j");
await opened("Enter");
const story = page.url();
out.path.heading = await page.locator("h1").textContent();
out.path.answer = await page.locator(".answer").first().textContent();
await page.keyboard.press("j");
await opened("Enter");
const finding = page.url();
out.path.kind = (await page.locator(".kindname").textContent()).trim();
await page.setViewportSize({ width: 900, height: 420 });
await page.keyboard.press("v");
out.path.focused = await page.evaluate(() => document.activeElement.id);
await page.keyboard.type("rang the harbour");
await page.keyboard.press("Escape");
const before = await place();
await page.keyboard.press("v");
await page.locator("#judged .judgement").waitFor();
out.path.kept = [before, await place(), page.url() === finding];
out.path.judged = await page.locator(".judgement").first().textContent();
out.path.marked = await page.locator("h1 .judged").textContent();
out.path.told.push(await page.locator("#told").textContent());
await page.keyboard.press("w");
out.path.chooses = await page.evaluate(() => document.activeElement.id);
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Escape");
await page.keyboard.press("w");
await page.locator("#judged .judgement").nth(1).waitFor();
await page.keyboard.press("t");
await page.locator("#judged .judgement").nth(2).waitFor();
out.path.all = await page.locator("#judged .judgement b").allTextContents();
await page.keyboard.press("?");
out.path.sheet = await page.locator("dialog[open]").count();
await page.keyboard.press("Escape");
await opened("u");
out.path.up = page.url() === story;

// A third report is pasted, the story is analysed again, and the judgement holds.
await page.keyboard.press("a");
await page.waitForURL("**/add");
await tabTo("#text");
await page.keyboard.insertText(readFileSync(reports[2], "utf8"));
await tabTo("#story");
await page.keyboard.type("Ferry");
await page.keyboard.press("Enter");
await page.locator("#added [data-item]").first().waitFor();
await page.locator(".said", { hasText: "up to date" }).waitFor();
await page.keyboard.press("Escape");
await opened("s");
await page.keyboard.press("j");
await opened("Enter");
out.path.again = await page.locator(".answer").first().textContent();
for (let k = 0; k < 60 && !(await page.locator("[data-item].on .judged").count()); k += 1) await page.keyboard.press("j");
await opened("Enter");
out.path.held = await page.locator(".judgement").first().textContent();
out.path.other = page.url() !== finding;

// The story is handed on as a package, and the whole desk is verified.
await opened("u");
await tabTo("form[action='/export'] button");
const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
await download.saveAs(packed);
await opened("g");
await tabTo("form[action='/verify'] button");
await opened("Enter");
out.path.verified = await page.locator("main").textContent();

// A link leads to exactly its words, which light up.
await page.goto(finding);
const href = await page.locator(".quote .words a").first().getAttribute("href");
const words = await page.locator(".quote .words a").first().textContent();
await page.goto(new URL(href, origin).href);
out.path.lit = await page.evaluate(() => [...document.querySelectorAll(".text mark, .text span")]
  .filter((e) => getComputedStyle(e).boxShadow !== "none").map((e) => e.textContent).join(""));
out.path.words = words;
const report = page.url();

// A report's findings stand in its margin; a phone shows the whole graph; print is dark on white, without navigation.
await page.setViewportSize({ width: 1400, height: 900 });
out.path.margin = await page.evaluate(() => [...document.querySelectorAll(".notes")].map((notes) =>
  notes.getBoundingClientRect().left >= notes.parentElement.querySelector("p").getBoundingClientRect().right - 1
  && notes.querySelector("a").getAttribute("href").startsWith("/finding/")));
await page.goto(story);
await page.setViewportSize({ width: 390, height: 900 });
out.path.graph = await page.evaluate(() => [...document.querySelectorAll(".drawn .scroll")].map((e) =>
  [e.scrollWidth - e.clientWidth, e.querySelector("svg.narrow").getBoundingClientRect().width > 0]));
await page.emulateMedia({ media: "print" });
out.path.print = await page.evaluate(() => [getComputedStyle(document.querySelector("main nav, nav")).display,
  getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
await page.emulateMedia({ media: null });

// Without scripts the same page is there.
const bare = await browser.newContext({ javaScriptEnabled: false });
await bare.addCookies(cookies);
const quiet = await bare.newPage();
watch(quiet);
await quiet.goto(finding);
out.path.bare = await quiet.locator(".judgement").first().textContent();
await bare.close();

out.path.kept_in_browser = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
await browser.close();
console.log(JSON.stringify(out));
