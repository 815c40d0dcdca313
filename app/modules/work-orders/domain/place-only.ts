/** Of what a family types as the place, the part an address may carry: districts, streets, communities; no number of a house, and no long text. */
export const placeOnly = (typed: string): string => {
  const text = typed.trim().slice(0, 60);
  // A suggestion that was chosen ends in its code.
  const code = /(?:^|· )(\d{4,12})$/.exec(text)?.[1];
  return code ?? text.split(/[0-9０-９#＃]|[一二三四五六七八九十百]+(?=[号栋幢座单楼层室弄])/u)[0]!.trim();
};
