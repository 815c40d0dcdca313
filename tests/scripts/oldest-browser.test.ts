import { expect, test } from "vitest";
import { tooNewIn } from "../../scripts/oldest-browser.mjs";

test.each([
  ["a.js", "const b=a.toSorted((x,y)=>x-y)", "Safari 16"],
  ["a.js", "return URL.canParse(e)", "Chromium 120"],
  ["a.js", "const a=/(?<=b)c/.test(d)", "looking behind"],
  ["a.js", 'style={color:"light-dark(#fff,#000)"}', "Chromium 123"],
  ["a.css", ".a{color:light-dark(#fff,#000)}", "Chromium 123"],
  ["a.css", ".a{color:red;& .b{color:blue}}", "nested"],
])("%s with «%s» is too new for the oldest browser", (name, text, words) => expect(tooNewIn(name, text).join()).toContain(words));

test.each([
  ["a.js", 'typeof URL.canParse=="function"?URL.canParse(e):new URL(e)'],
  ["a.js", "a.at(-1)??b.findLast(c)"],
  ["a.css", ".a:where(.b){inset:0}"],
])("%s with «%s» is old enough", (name, text) => expect(tooNewIn(name, text)).toEqual([]));
