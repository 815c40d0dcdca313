/** English names of the city and its districts; streets and communities go by their pinyin. */
export const ENGLISH_NAMES: Readonly<Record<string, string>> = {
  "4101": "Zhengzhou",
  "410102": "Zhongyuan District",
  "410103": "Erqi District",
  "410104": "Guancheng Hui District",
  "410105": "Jinshui District",
  "410106": "Shangjie District",
  "410108": "Huiji District",
  "410122": "Zhongmu County",
  "410171": "Zhengzhou Economic and Technological Development Zone",
  "410172": "Zhengzhou High-tech Industrial Development Zone",
  "410173": "Zhengzhou Airport Economy Zone",
  "410181": "Gongyi City",
  "410182": "Xingyang City",
  "410183": "Xinmi City",
  "410184": "Xinzheng City",
  "410185": "Dengfeng City",
};
