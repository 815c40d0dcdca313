/** Signs no file system takes in a name, and those a header must not hold. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]+/gu;
const LONGEST = 120;

/**
 * «Save as», by RFC 6266: the name people read in their own letters, and one of ASCII for whatever does not know that.
 * @param plain letters, digits, dots and dashes
 * @param name anything; its ending is kept where it is too long
 */
export function attachment(plain: string, name: string): string {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot)];
  const clean = [...stem.replace(NOT_IN_NAMES, " ").replace(/\s+/g, " ").trim()].slice(0, LONGEST).join("");
  // What RFC 5987 does not take and encodeURIComponent leaves.
  const coded = encodeURIComponent(`${clean}${ending}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}
