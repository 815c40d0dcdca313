import { expect, test } from "vitest";
import { openAnswer, ownAnswer } from "~/platform/open-answer.server";
import { programVersion } from "~/platform/program-version.server";

const asking = (known?: string) =>
  new Request("http://localhost/api/v1/coverage", known ? { headers: { "If-None-Match": known } } : {});

test("a tag is known again by the same program only: figures of another one are answered anew", async () => {
  const own = (known?: string) =>
    ownAnswer(asking(known), "circles-7", "application/json", (headers) => Promise.resolve(new Response("{}", { headers })));
  const open = (known?: string) => openAnswer(asking(known), "coverage-7", () => Promise.resolve({}));
  for (const ask of [own, open]) {
    const tag = (await ask()).headers.get("ETag")!;
    expect(tag).toContain(programVersion());
    expect((await ask(tag)).status).toBe(304);
    expect((await ask(tag.replace(programVersion(), "older"))).status).toBe(200);
  }
});

test("a refusal found while answering goes out as it is", async () => {
  const busy = new Response(null, { status: 503, headers: { "Retry-After": "5" } });
  expect(await openAnswer(asking(), "coverage-7", () => Promise.resolve(busy))).toBe(busy);
});
