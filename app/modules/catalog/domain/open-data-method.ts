// How the open data say what they say; stands beside every answer and file.
export const OPEN_DATA_METHOD = {
  zh: "口径：服务＝一处设施的一个服务项目；地点＝设施；机构＝运营方。余位＝可收托−在托−预留，由机构确认的数字按班型和入托（入住）月份当场计算，从不保存；超过有效期或缺少任何一个数字，为「未知，请电话询问」，既不是有位也不是 0。设施、项目、容量、价格以城市当日有效的为准。坐标为 WGS-84。",
  en: "A service is one offering at one facility, a location is the facility, an organisation is its operator. Free = staffed − taken − held, computed at the moment of the answer from the operator's confirmed word, by class and month of start, and never stored; where that word is no longer fresh or a number is missing it is «unknown, please call», never free and never 0. Facilities, offerings, capacities and prices are those in force on the city's day. Positions are WGS-84.",
} as const;
