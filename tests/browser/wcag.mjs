// Opens every page of some desks in headless Chromium and prints as JSON what axe-core and WCAG 2.2 have to say of it.
// Usage: node wcag.mjs SPECIFICATION CHROMIUM
// The specification names desks: each has an address and pages by name; "full" has forms to be sent too.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [specification, executablePath] = process.argv.slice(2);
const desks = JSON.parse(readFileSync(specification, "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tools = readFileSync(new URL("wcag_page.js", import.meta.url), "utf8");
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const out = { axe: {}, rules: [], paths: [], titles: {}, headings: {}, overflow: {}, clipped: {}, walk: {}, contrast: {}, measured: 0,
  moving: {}, pictures: [], hovered: {}, console: [], live: {} };
const context = await browser.newContext();
const page = await context.newPage();
page.setDefaultTimeout(120000); // the machine may be busy
page.on("console", (m) => out.console.push(`${page.url()}: ${m.text()}`));
page.on("pageerror", (e) => out.console.push(String(e)));
page.on("response", (r) => out.paths.push([r.request().method(), new URL(r.url()).pathname, r.request().resourceType()]));

const wide = { width: 1280, height: 800 };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axed = async (name) => {
  await page.evaluate(tools);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of colorScheme === "light" ? [390, 1280] : [1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(axe);
      const found = await page.evaluate((values) => globalThis.axe.run(document, {
        runOnly: { type: "tag", values }, rules: { "target-size": { enabled: true } } }), TAGS);
      out.axe[`${name} ${colorScheme} ${width}`] = found.violations.map((v) =>
        `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
      out.rules = [...new Set([...out.rules, ...found.passes.map((p) => p.id)])];
    }
    await page.setViewportSize(wide);
    out.contrast[`${name} ${colorScheme}`] = await page.evaluate(() => globalThis.wcag.contrast());
    out.measured += await page.evaluate(() => globalThis.measured ?? 0);
  }
  await page.emulateMedia({ colorScheme: "light" });
};
// What a page is like when it is narrow, zoomed, spaced out, and walked through with the Tab key.
const looked = async (name) => {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  await axed(name);
  out.titles[name] = await page.title();
  out.headings[name] = await page.evaluate(() => globalThis.wcag.headings());
  out.pictures.push(...await page.evaluate(() => globalThis.wcag.pictures()));
  out.moving[name] = await page.evaluate(() => globalThis.wcag.moving());
  out.hovered[name] = await page.evaluate(() => globalThis.wcag.hovered());
  for (const [kind, size, style] of [
    ["reflow", { width: 320, height: 256 }, ""],
    ["zoom", { width: 640, height: 400 }, ""],
    ["text", wide, "html{font-size:200% !important}"],
    ["spacing", wide, globalThis.spacing],
    ["spacing narrow", { width: 320, height: 256 }, globalThis.spacing],
  ]) {
    await page.setViewportSize(size);
    await page.evaluate((css) => globalThis.wcag.styled(css), style);
    out.overflow[`${name} ${kind}`] = await page.evaluate(() => globalThis.wcag.overflow());
    out.clipped[`${name} ${kind}`] = await page.evaluate(() => globalThis.wcag.clipped());
  }
  await page.evaluate(() => globalThis.wcag.styled(""));
};
globalThis.spacing = `*{line-height:1.5 !important;letter-spacing:.12em !important;word-spacing:.16em !important}
p{margin-bottom:2em !important}`;
// Every stop of the Tab key: is it to be seen, is its focus, and are all stops reached?
const walked = async (name, size = wide) => {
  await page.setViewportSize(size);
  const all = await page.evaluate(() => globalThis.wcag.stops());
  const wrong = [];
  let first = null;
  const reached = new Set();
  for (let k = 0; k < all + 20; k += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => globalThis.wcag.focus());
    if (at === null || reached.has(at.number)) break;
    first ??= at.what;
    reached.add(at.number);
    if (at.hidden || at.unmarked) wrong.push(at);
  }
  out.walk[`${name} ${size.width}`] = { all, reached: reached.size, first, wrong };
};

for (const [desk, { address, pages }] of Object.entries(desks)) {
  const origin = new URL(address).origin;
  if (desk !== "locked") await page.goto(address);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(origin + path);
    await looked(`${desk} ${name}`);
    await page.goto("about:blank");
    await page.goto(origin + path);
    await page.evaluate(tools);
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    await walked(`${desk} ${name}`);
    if (["story", "finding", "report", "add"].includes(name)) {
      await page.goto("about:blank");
      await page.goto(origin + path);
      await page.evaluate(tools);
      await walked(`${desk} ${name}`, { width: 320, height: 256 });
    }
  }
}

// What moves while a person works: forms that say what is wrong, swaps, the help sheet, keys that are off, search as one types.
const { address, pages } = desks.full;
const at = (path) => page.goto(new URL(path, address).href);
const state = () => page.evaluate(() => ({
  scroll: Math.round(scrollY), most: Math.floor(document.documentElement.scrollHeight - innerHeight), focus: document.activeElement.id || document.activeElement.tagName,
  told: document.getElementById("told")?.textContent ?? "", fault: document.getElementById("fault")?.textContent ?? "" }));
const wrongField = (id) => page.evaluate((name) => {
  const field = document.getElementById(name);
  return { invalid: field.getAttribute("aria-invalid"), value: field.value, focused: document.activeElement === field,
    said: (field.getAttribute("aria-describedby") ?? "").split(" ").map((d) => document.getElementById(d)?.textContent ?? "")
      .join(" "), title: document.title };
}, id);
await page.goto(address);
await page.setViewportSize({ width: 1000, height: 500 });

await at(pages.finding);
await page.focus("#act-v");
await page.evaluate(() => { globalThis.before = document.getElementById("told"); });
out.live.before = await state();
await page.keyboard.press("Enter");
await page.locator("#how[aria-invalid]").waitFor();
out.live.judge = await wrongField("how");
await axed("POST /judge fault");
await page.setViewportSize({ width: 1000, height: 500 });
await page.fill("#how", "rang the harbour");
await page.focus("#act-v");
out.live.judging = await state();
await page.keyboard.press("Enter");
await page.locator("#judged .judgement").first().waitFor();
out.live.judged = { ...await state(), same: await page.evaluate(() => globalThis.before === document.getElementById("told")),
  role: await page.getAttribute("#told", "role"), mark: (await page.textContent("#marks")).trim(),
  url: page.url().endsWith(pages.finding) };
await axed("POST /judge kept");
await page.setViewportSize({ width: 1000, height: 500 });
await page.locator("#judged button").first().focus();
out.live.undoing = await state();
await page.keyboard.press("Enter");
await page.locator("#judged [data-undone]").first().waitFor();
out.live.undone = { ...await state(), mark: (await page.textContent("#marks")).trim() };
await page.route("**/judge", (route) => route.fulfill({ status: 503, contentType: "text/html",
  headers: { "HX-Retarget": "#fault", "HX-Reselect": "#wrong", "HX-Reswap": "innerHTML" },
  body: "<!DOCTYPE html><title>Not now</title><main><div><p id=wrong>Another process is writing.</p></div></main>" }));
await page.click("#act-d");
await page.locator("#fault p").waitFor();
out.live.busy = { ...await state(), form: await page.locator("#judging").count() };
await page.unroute("**/judge");
await page.route("**/judge", (route) => route.abort());
await page.click("#act-d");
await page.locator("#fault", { hasText: "does not answer" }).waitFor();
out.live.gone = { ...await state(), form: await page.locator("#judging").count() };
await page.unroute("**/judge");

await at("/add");
await page.fill("#outlet", "Ellery Gazette");
await page.setInputFiles("#files", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("A pier burned.") });
await page.fill("#published", "someday");
await page.click("#add-now");
await page.locator("#published[aria-invalid]").waitFor();
out.live.add = { ...await wrongField("published"), kept: [await page.inputValue("#outlet"),
  await page.evaluate(() => [...document.getElementById("files").files].map((f) => f.name).join())] };
await axed("POST /add fault");
await at("/add");
await page.click("#add-now");
await page.locator("#files[aria-invalid]").waitFor();
out.live.nothing = await wrongField("files");
await page.fill("#text", "A pier burned in Port Ellery, the harbour master said.");
await page.fill("#story", "Pier");
await page.click("#add-now");
await page.locator("#added [data-item]").first().waitFor();
await axed("POST /add");
out.live.added = await state();

await at(pages.story);
await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
await page.fill("#with", "no such story");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
out.live.change = await wrongField("with");
await axed("POST /change fault");
await page.evaluate(() => document.getElementById("noting").closest("details").setAttribute("open", ""));
await page.fill("#note", "ask the harbour master");
await page.focus("#note-now");
const noting = await state();
await page.keyboard.press("Enter");
await page.locator("#judged", { hasText: "ask the harbour master" }).waitFor();
out.live.note = [noting, await state()];

await at("/judgements");
await page.click("form[action='/verify'] button");
await page.waitForURL("**/verify");
await looked("POST /verify");

await at("/forget?target=Wrenfield");
await page.fill("#typed", "no");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
out.live.forget = await wrongField("typed");
await axed("POST /forget fault");
await at("/forget?target=nobody+of+that+name");
out.live.nobody = await wrongField("target");
await axed("forget nobody");

await at("/search");
await page.setViewportSize(wide);
await page.evaluate(() => { globalThis.here = true; });
await page.focus("#q");
await page.keyboard.type("ferry", { delay: 20 });
await page.locator("#hits li").first().waitFor();
out.live.search = { ...await state(), url: page.url().replace(new URL(address).origin, ""),
  same: await page.evaluate(() => globalThis.here === true), hits: await page.locator("#hits li").count() };
await page.keyboard.type(" zebra", { delay: 20 });
await page.locator("#told", { hasText: "Nothing found." }).waitFor();
out.live.none = { ...await state(), title: await page.title() };
out.live.stored = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);

// Single keys: on, off, on again.
await at("/help");
await page.focus("body");
await page.keyboard.press("?");
await axed("help sheet");
out.live.sheet = await page.locator("dialog[open]").count();
await page.keyboard.press("Escape");
const goes = async () => { await page.evaluate(() => document.activeElement.blur()); await page.keyboard.press("s");
  await page.waitForTimeout(300); return page.url().endsWith("/help"); };
await page.locator("main .keys-on").uncheck();
const off = await goes();
await page.keyboard.press("?");
const closed = await page.locator("dialog[open]").count() === 0;
await page.reload();
const still = await goes();
await page.locator("main .keys-on").check();
out.live.keys = { off, closed, still, on: !(await goes()) };

// The skip link is the first stop and leads to the content.
await at(pages.story);
await page.keyboard.press("Tab");
await page.keyboard.press("Enter");
out.live.skip = await page.evaluate(() => document.activeElement.id);

// An analysis that ends while one looks: a page that waits for it is renewed, one that is read offers what is new.
const busy = (path) => new URL(path, desks.busy.address).href;
await page.goto(desks.busy.address);
const reading = await context.newPage();
await reading.goto(busy(desks.busy.pages.story));
await page.goto(busy(desks.busy.pages["waiting story"]));
await page.evaluate(() => { globalThis.here = true; });
out.live.progress = [await page.textContent(".said"), await page.locator("progress").count()];
await page.evaluate(() => fetch("/add", { method: "POST",
  body: new URLSearchParams({ text: "The bridge fell at night.\n\ntoll: 1", story: "Bridge" }) }));
await page.locator("#findings").waitFor();
out.live.renewed = await page.evaluate(() => globalThis.here === true);
await reading.locator(".working a").waitFor();
out.live.over = [await reading.textContent(".said"), await reading.locator("progress").count()];
await Promise.all([reading.waitForNavigation(), reading.click(".working a")]);
out.live.anew = [reading.url() === busy(desks.busy.pages.story), await reading.locator(".answer b").textContent()];
await reading.close();

await at("/forget?target=Wrenfield");
await page.fill("#typed", "forget");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
await looked("POST /forget");
await browser.close();
console.log(JSON.stringify(out));
