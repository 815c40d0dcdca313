import { useTranslation } from "react-i18next";

/** The name of a population group; five-year bands are read from their key. */
export function useGroupWords(): (key: string) => string {
  const { t } = useTranslation("catalog");
  return (key) => {
    const band = /^age-(\d+)(?:-(\d+)|plus)?$/.exec(key);
    if (!band) return t(`group.${key}`, { defaultValue: key });
    if (key.endsWith("plus")) return t("ages.over", { from: band[1] });
    return band[2] === undefined ? t("ages.one", { age: band[1] }) : t("ages.band", { from: band[1], to: band[2] });
  };
}
