let common: Promise<ReadonlySet<string>> | undefined;

/** Whether a password, in lower case, stands in the list of those everybody tries first. Read at first use: it is 1 MB. */
export async function isCommonPassword(lowerCase: string): Promise<boolean> {
  common ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set((dictionary as { "passwords-common": string[] })["passwords-common"]),
  );
  return (await common).has(lowerCase);
}
