import { SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface CityFiguresProps {
  readonly city: string;
  readonly glance: {
    readonly date: string;
    readonly elderCareFacilities: number;
    readonly servicePoints: number;
    readonly reachingMeals: { readonly share: number; readonly beyond: number } | null;
  };
}

/** Three true figures with their date. */
export function CityFigures({ city, glance }: CityFiguresProps) {
  const { t, i18n } = useTranslation("layout");
  const number = new Intl.NumberFormat(i18n.language);
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 1 });
  const figures = [
    { key: "home.figureFacilities", value: number.format(glance.elderCareFacilities) },
    { key: "home.figurePoints", value: number.format(glance.servicePoints) },
    {
      key: "home.figureReached",
      value: glance.reachingMeals ? percent.format(glance.reachingMeals.share) : t("home.figureUnknown"),
    },
  ];
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t("home.figures", { city, date: glance.date })}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {figures.map(({ key, value }) => (
          <div key={key}>
            <Text className="figure">{value}</Text>
            <Text c="dimmed">{t(key)}</Text>
          </div>
        ))}
      </SimpleGrid>
    </section>
  );
}
