import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BodyRoom } from "~/platform/body-room.server";
import { jsonBody } from "~/platform/json-body.server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("one person's bodies leave room for everybody else's, and give theirs back", async () => {
  const room = new BodyRoom(3, 300, 2);
  const ends: (() => void)[] = [];
  const slow = () => new Promise<void>((end) => void ends.push(end));
  const held = [room.run(10, "one", slow), room.run(10, "one", slow)];
  await expect(room.run(10, "one", slow)).rejects.toThrow(/bodies/);
  expect(await room.run(10, "another", () => Promise.resolve("in"))).toBe("in");
  for (const end of ends) end();
  await Promise.all(held);
  expect(await room.run(10, "one", () => Promise.resolve("in"))).toBe("in");
});

function comes(): { readonly request: Request; readonly send: (text: string) => void; readonly end: () => void } {
  let to: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (to = controller) });
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body, duplex: "half" as const };
  return {
    request: new Request("http://localhost/", init),
    send: (text) => to.enqueue(Buffer.from(text)),
    end: () => to.close(),
  };
}

test("a body that goes on is read however slowly; one of which nothing comes is given up", async () => {
  const slow = comes();
  const read = jsonBody(slow.request, 100, 60_000);
  for (const piece of ["[1", ",2", "]"]) {
    await vi.advanceTimersByTimeAsync(50_000);
    slow.send(piece);
  }
  slow.end();
  expect(await read).toEqual({ ok: true, value: [1, 2] });
  const dead = comes();
  const given = jsonBody(dead.request, 100, 60_000);
  dead.send("[1");
  await vi.advanceTimersByTimeAsync(60_001);
  expect(await given).toMatchObject({ ok: false, refusal: "stands-still" });
});
