// Typesets formulas: each line of the input is a JSON {source, display}, and each line of the output the HTML as JSON.
import { createInterface } from "node:readline";
import katex from "katex";

for await (const line of createInterface({ input: process.stdin })) {
  const { source, display } = JSON.parse(line);
  // What is not TeX must not pass: the build ends here, with KaTeX's own words.
  console.log(JSON.stringify(katex.renderToString(source, { displayMode: display, throwOnError: true, strict: "error" })));
}
