/** What a browser says of itself, as much as helps its owner recognise it and no more. Keys; unknown ones are "other". */
export interface DeviceWords {
  readonly browser: "wechat" | "edge" | "firefox" | "chrome" | "safari" | "program" | "other";
  readonly system: "android" | "harmony" | "ios" | "windows" | "mac" | "linux" | "other";
}

const BROWSERS: readonly [RegExp, DeviceWords["browser"]][] = [
  [/MicroMessenger/i, "wechat"],
  [/Edg(e|A|iOS)?\//, "edge"],
  [/Firefox\/|FxiOS/, "firefox"],
  [/Chrome\/|CriOS/, "chrome"],
  [/Safari\//, "safari"],
  [/^(curl|node|python|qh)/i, "program"],
];
const SYSTEMS: readonly [RegExp, DeviceWords["system"]][] = [
  [/HarmonyOS|OpenHarmony/i, "harmony"],
  [/Android/i, "android"],
  [/iPhone|iPad|iPod/, "ios"],
  [/Windows/i, "windows"],
  [/Macintosh|Mac OS X/, "mac"],
  [/Linux|X11|CrOS/i, "linux"],
];

export const deviceWords = (userAgent: string): DeviceWords => ({
  browser: BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other",
  system: SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other",
});

/** The network an address belongs to: enough to tell the office from elsewhere, too little to find anybody. */
export function roughAddress(address: string | null): string {
  if (!address) return "";
  const four = /^(\d+)\.(\d+)\.(\d+)\.\d+$/.exec(address);
  if (four) return four[1] === "127" ? "127.*" : `${four[1]}.${four[2]}.${four[3]}.*`;
  if (address === "::1") return "127.*";
  const [head = ""] = address.split("::");
  return `${head.split(":").slice(0, 3).join(":")}:*`;
}
