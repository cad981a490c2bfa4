// Takes the pictures of the desk for the README: the story, and its first conflict once it is judged.
// Usage: node picture.mjs ADDRESS CHROMIUM FOLDER
import { chromium } from "playwright-core";

const [address, executablePath, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ viewport: { width: 1120, height: 720 } })).newPage();
await page.goto(address);
await page.goto(await page.locator("a[href^='/story/']").first().evaluate((a) => a.href));
await page.screenshot({ path: `${folder}/desk-story.png` });
await page.goto(await page.locator(".glance a").first().evaluate((a) => a.href));
await page.fill("#how", "rang the harbour master: the log says Tuesday, 19.12");
await page.click("button[value=verified]");
await page.locator("#judged .judgement").first().waitFor();
await page.evaluate(() => window.scrollTo(0, 0));
await page.setViewportSize({ width: 1120, height: 820 });
await page.screenshot({ path: `${folder}/desk-finding.png` });
await page.goto(await page.locator("[data-key=u]").first().evaluate((a) => a.href));
await page.setViewportSize({ width: 1120, height: 620 });
await page.locator("#graph").evaluate((e) => e.scrollIntoView());
await page.screenshot({ path: `${folder}/desk-graph.png` });
await browser.close();
