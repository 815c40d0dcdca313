import { expect, test } from "vitest";
import { canSeal, canWorkOffline } from "~/offline/can-work-offline";

const phone = {
  ...{ isSecure: true, hasServiceWorker: true, hasSubtle: true, hasStore: true },
  userAgent: "Mozilla/5.0 (Linux; Android 12; made phone) AppleWebKit/537.36 Chrome/108.0.0.0 Mobile Safari/537.36",
};

test("a phone's own browser keeps what is typed", () => {
  expect(canWorkOffline(phone)).toBe(true);
});

test.each([
  { isSecure: false },
  { hasServiceWorker: false },
  { hasSubtle: false },
  { hasStore: false },
  { userAgent: `${phone.userAgent} MicroMessenger/8.0.30` },
])("with %j nothing is promised without a network", (lack) => {
  expect(canWorkOffline({ ...phone, ...lack })).toBe(false);
});

test("WeChat's browser can still seal what it sends at once; a page without HTTPS cannot", () => {
  expect(canSeal({ ...phone, userAgent: "MicroMessenger" })).toBe(true);
  expect(canSeal({ ...phone, isSecure: false })).toBe(false);
});
