import type { i18n, TFunction } from "i18next";

/**
 * Words that take nothing in are looked up once and not two hundred times a page. What is kept are the words of a language, of which
 * there are only so many: nothing of a reader, and no key that has no words. For one that lives long, with all its words at hand.
 */
export function withKnownWords(instance: i18n): i18n {
  const found = instance.getFixedT.bind(instance);
  const made = new Map<string, TFunction>();
  const getFixedT = (...args: Parameters<typeof found>): TFunction => {
    const [language, namespace, prefix] = args as readonly unknown[];
    if (language || typeof namespace !== "string") return found(...args);
    const name = `${namespace} ${typeof prefix === "string" ? prefix : ""}`;
    const known = made.get(name);
    if (known) return known;
    const t = knowing(found(...args));
    made.set(name, t);
    return t;
  };
  instance.getFixedT = getFixedT as typeof instance.getFixedT;
  return instance;
}

function knowing(t: TFunction): TFunction {
  const words = new Map<string, string>();
  const ask = t as unknown as (key: unknown, ...rest: unknown[]) => unknown;
  const knows = (key: unknown, ...rest: unknown[]): unknown => {
    if (typeof key !== "string" || rest.length > 0) return ask(key, ...rest);
    const known = words.get(key);
    if (known !== undefined) return known;
    const said = ask(key);
    if (typeof said === "string" && !key.endsWith(said)) words.set(key, said);
    return said;
  };
  return Object.assign(knows, t) as unknown as TFunction;
}
