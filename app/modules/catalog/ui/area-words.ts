import { useTranslation } from "react-i18next";

interface Area {
  readonly name: string;
  readonly within: string;
  readonly nameEn: string;
  readonly withinEn: string;
}

export interface AreaWords {
  readonly name: (area: Pick<Area, "name" | "nameEn">) => string;
  readonly within: (area: Pick<Area, "within" | "withinEn">) => string;
  /** «金水区 花园路街道», «Huayuanlu 花园路街道, Jinshui District» */
  readonly whole: (area: Area) => string;
}

/** Names of areas as the reader reads them. */
export function useAreaWords(): AreaWords {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language === "en";
  return {
    name: (area) => (isEnglish ? area.nameEn : area.name),
    within: (area) => (isEnglish ? area.withinEn : area.within),
    whole: (area) =>
      (isEnglish ? [area.nameEn, area.withinEn] : [area.within, area.name]).filter(Boolean).join(isEnglish ? ", " : " "),
  };
}
