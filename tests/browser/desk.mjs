// Walks an editor's path through a desk in headless Chromium, with the keyboard alone, and prints as JSON what is there.
// Usage: node desk.mjs ADDRESS CHROMIUM PACKAGE FIRST SECOND THIRD
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [address, executablePath, packed, ...reports] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const out = { requests: [], dialogs: [], console: [], errors: [], axe: {}, overflow: {}, path: {} };
const origin = new URL(address).origin;
const context = await browser.newContext({ reducedMotion: "reduce" });
const page = await context.newPage();
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
// What axe finds on the page that is shown, which a form led to, in both themes.
const checked = async (name) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document));
    out.axe[`${colorScheme} ${name}`] = found.violations.map((v) => `${v.id}: ${v.help}`);
  }
};

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
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
out.path.added = await page.locator("[data-item]").count();
await checked("added");
await page.locator(".said", { hasText: "up to date" }).waitFor({ timeout: 60000 });

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
await page.keyboard.press("v");
out.path.focused = await page.evaluate(() => document.activeElement.id);
await page.keyboard.type("rang the harbour");
await page.keyboard.press("Escape");
await opened("v");
out.path.judged = await page.locator(".judgement").first().textContent();
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
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
await page.locator(".said", { hasText: "up to date" }).waitFor({ timeout: 60000 });
await opened("s");
await page.keyboard.press("j");
await opened("Enter");
out.path.again = await page.locator(".answer").first().textContent();
await page.keyboard.press("j");
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
await checked("verified");

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

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1400]) {
    const one = await context.newPage();
    watch(one);
    await one.emulateMedia({ colorScheme });
    await one.setViewportSize({ width, height: 900 });
    const places = ["/", "/add", "/progress", "/help", "/sources", "/source?name=toll", "/search?q=ferry", "/judgements", "/forget?target=Amsel", "/nothing"];
    for (const place of [...places.map((p) => origin + p), story, finding, report]) {
      await one.goto(place);
      await one.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      // The page's own policy forbids scripts from elsewhere, so axe comes in past it, as a tool of the browser.
      await one.evaluate(axe);
      const found = await one.evaluate(() => globalThis.axe.run(document));
      const name = `${colorScheme} ${width} ${place.replace(origin, "").replace(/[0-9a-f]{12}.*/, "…")}`;
      out.axe[name] = found.violations.map((v) =>
        `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
      out.overflow[name] = await one.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
    }
    await one.close();
  }
}
await browser.close();
console.log(JSON.stringify(out));
