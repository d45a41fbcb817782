// The main path in Firefox: node tests/site/firefox.mjs FIREFOX ADDRESS. Prints one JSON of what a student would have seen.
import { createRequire } from "node:module";

const puppeteer = createRequire(new URL("../../tools/measure/browsers/", import.meta.url))("puppeteer-core");
const [executablePath, address] = process.argv.slice(2);
const PATIENCE = 240_000; // milliseconds

const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: PATIENCE });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
  await page.goto(`${address}neuron.html`);
  await page.evaluate(() => (window.mark = "the same document"));
  await page.waitForSelector(".rna-program button");
  await page.$eval(".rna-program button", (button) => button.click());
  await page.waitForSelector(".rna-program__output:not([hidden])");
  const printed = await page.$eval(".rna-program__output", (output) => output.textContent);
  await page.evaluate((href) => document.body.appendChild(Object.assign(document.createElement("a"), { href })).click(), `${address}ejercicios/activations/relu.html`);
  await page.waitForSelector(".rna-exercise .cm-content");
  const url = page.url();
  await page.focus(".rna-exercise .cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type("def relu(z):\nreturn np.maximum(z, 0)\n"); // the editor indents
  await page.$$eval(".rna-exercise button", (buttons) => buttons.find((each) => each.textContent === "Comprobar").click());
  await page.waitForFunction(() => /^(Correcto|Todavía|Casi)/.test(document.querySelector(".rna-verdict__line").textContent));
  const verdict = await page.$eval(".rna-verdict__line", (line) => line.textContent);
  const [mark, canStay] = await page.evaluate(() => [window.mark ?? "", "navigation" in window]);
  console.log(JSON.stringify({ printed, url, verdict, mark, canStay, faults }));
} finally {
  await browser.close();
}
