/** What a city is called in the reader's language. */
export const cityName = (city: { readonly nameZh: string; readonly nameEn: string }, language: "zh" | "en"): string =>
  language === "en" ? city.nameEn : city.nameZh;
