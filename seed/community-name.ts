/** 社区 (urban) or 村 (rural), read from the official name of the committee. */
export const communityClass = (official: string): "urban" | "rural" => (/社区|居委会|居民/.test(official) ? "urban" : "rural");

/** 「碧沙岗社区居委会」→「碧沙岗社区」, 「石洞沟村委会」→「石洞沟村」: the name people say, for what stands there. */
export function everydayName(official: string): string {
  const bare = official.replace(/(居民(管理)?委员会|居委会|村民委员会|村委会|民委员会|委员会)$/, "");
  if (/(社区|村)$/.test(bare)) return bare;
  return bare + (communityClass(official) === "urban" ? "社区" : "村");
}
