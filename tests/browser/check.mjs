// Opens one page in headless Chromium and prints, as JSON, what a reader's browser makes of it.
// Usage: node check.mjs PAGE CHROMIUM
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page_path, executablePath] = process.argv.slice(2);
const url = pathToFileURL(page_path).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const out = { requests: [], dialogs: [], console: [], errors: [], axe: {}, overflow: {}, lit: {}, seen: {}, missing: [] };

const opened = async (options) => {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("request", (r) => out.requests.push(r.url()));
  page.on("dialog", (d) => { out.dialogs.push(d.message()); d.dismiss(); });
  page.on("console", (m) => out.console.push(m.text()));
  page.on("pageerror", (e) => out.errors.push(String(e)));
  await page.goto(url);
  return { context, page };
};

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1400]) {
    const { context, page } = await opened({ colorScheme, viewport: { width, height: 900 } });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document));
    const violations = found.violations.map((v) =>
      `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    out.axe[`${colorScheme} ${width}`] = { violations, passes: found.passes.length };
    out.overflow[`${colorScheme} ${width}`] = await page.evaluate(() =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await context.close();
  }
}

// Every link inside the page: its target is there; lit is the text that shows as found when it is followed.
const { page } = await opened({ viewport: { width: 1400, height: 900 } });
const hrefs = await page.evaluate(() =>
  [...new Set([...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1)))]);
for (const id of hrefs) {
  const state = await page.evaluate((name) => {
    location.hash = name;
    const target = document.getElementById(name);
    if (!target) return null;
    const lit = [...document.querySelectorAll(".text mark, .text span")]
      .filter((e) => getComputedStyle(e).boxShadow !== "none").map((e) => e.textContent).join("");
    const box = target.getBoundingClientRect();
    return { lit, seen: box.top >= -1 && box.top <= innerHeight, words: target.classList.contains("here") };
  }, id);
  if (state === null) out.missing.push(id);
  else if (state.words) { out.lit[id] = state.lit; out.seen[id] = state.seen; }
}
out.active = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) =>
  ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "IMG", "LINK", "FORM"].includes(e.tagName)
  || [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style")).map((e) => e.outerHTML.slice(0, 120)));
await browser.close();
console.log(JSON.stringify(out));
