// Opens every page of a desk that is full of hostile text in headless Chromium, hovers and clicks what is there, and
// prints as JSON whether anything ran.
// Usage: node hostile.mjs ADDRESS CHROMIUM [FILE…]
import { chromium } from "playwright-core";

const [address, executablePath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const out = { pages: [], requests: [], dialogs: [], console: [], errors: [], ran: [], missing: [] };
const origin = new URL(address).origin;
const context = await browser.newContext({ reducedMotion: "reduce" });
const page = await context.newPage();
page.on("request", (r) => out.requests.push(r.url()));
page.on("dialog", (d) => { out.dialogs.push(d.message()); d.dismiss(); });
page.on("console", (m) => out.console.push(`${page.url()}: ${m.text()}`));
page.on("pageerror", (e) => out.errors.push(String(e)));

const look = async (url) => {
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("main *")) {
      for (const kind of ["mouseover", "focus", "click"]) {
        if (kind !== "click" || !one.closest("a, button, input, summary, label")) {
          one.dispatchEvent(new Event(kind, { bubbles: true }));
        }
      }
    }
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  if (await page.evaluate(() => window.ran !== undefined)) out.ran.push(url);
};
await page.goto(address);
const waiting = ["/", "/sources", "/judgements", "/search?q=script", "/add", "/forget?target=Amsel"].map((p) => origin + p);
const seen = new Set();
while (waiting.length && seen.size < 160) {
  const url = waiting.shift();
  if (seen.has(url)) continue;
  seen.add(url);
  await look(url);
  out.pages.push(url.replace(origin, ""));
  const links = await page.$$eval("main a[href^='/']", (all) => all.map((a) => a.href.split("#")[0]));
  waiting.push(...links.filter((l) => !seen.has(l)));
}
// What is swapped into a page that is open: a note, the undoing of it, and a search, all of them hostile.
const evil = '"><img src=x onerror="window.ran=1"><script>window.ran=1</script><p hx-on:load="window.ran=1" hx-get="/add" hx-trigger="load">';
await page.goto(origin + out.pages.find((p) => p.startsWith("/finding/")));
await page.fill("#how", evil);
await page.click("#act-m");
await page.locator("#told", { hasText: "Kept" }).waitFor();
out.swapped = [await page.locator("#judged").textContent()];
await page.locator("#judged li", { hasText: "hx-on:load" }).locator("button").click();
await page.locator("#told", { hasText: "Taken back" }).waitFor();
if (await page.evaluate(() => window.ran !== undefined)) out.ran.push("a note");
await page.goto(`${origin}/search`);
await page.fill("#q", evil);
await page.locator("#told", { hasText: "found" }).waitFor();
out.swapped.push(page.url());
if (await page.evaluate(() => window.ran !== undefined)) out.ran.push("a search");
out.added = out.requests.filter((r) => r === `${origin}/add`).length;
for (const file of files) { await look(`file://${file}`); out.pages.push(file); }
await browser.close();
console.log(JSON.stringify(out));
