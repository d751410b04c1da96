// Open a page in Chromium at several widths, light and dark, and have axe-core look at it; JSON on standard output.
// node axe.js PAGE [FOLDER]: FOLDER gets a picture of each. NODE_PATH leads to puppeteer-core and axe-core.
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const puppeteer = require('puppeteer-core');

const axe = fs.readFileSync(require.resolve('@daisy/axe-core-for-ace/axe.min.js'), 'utf8');
const WIDTHS = [360, 800, 1280];

async function look(browser, page, width, scheme, folder) {
  const tab = await browser.newPage();
  const said = [];
  tab.on('console', message => said.push(message.text()));
  tab.on('pageerror', error => said.push(String(error)));
  tab.on('request', request => { if (!/^(file|data):/.test(request.url())) said.push(`asks for ${request.url()}`); });
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await tab.goto(pathToFileURL(path.resolve(page)).href, { waitUntil: 'load', timeout: 60000 });
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const ground = await tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  if (folder) await tab.screenshot({ path: path.join(folder, `${path.parse(page).name}-${width}-${scheme}.png`), fullPage: false });
  await tab.close();
  return {
    width, scheme, said, wider, ground,
    violations: violations.map(one => ({ id: one.id, nodes: one.nodes.map(node => `${node.html.slice(0, 160)} ${node.failureSummary}`) })),
  };
}

(async () => {
  const [page, folder] = process.argv.slice(2);
  const browser = await puppeteer.launch({ executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'] });
  const seen = [];
  try {
    for (const scheme of ['light', 'dark']) for (const width of WIDTHS) seen.push(await look(browser, page, width, scheme, folder));
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(seen));
})().catch(error => { console.error(error); process.exit(1); });
