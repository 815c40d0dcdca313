import { Menu, UnstyledButton } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cityName } from "./city-name";
import type { Frame } from "./frame";
import classes from "./shell.module.css";

interface CitySwitchProps {
  readonly cities: Frame["cities"];
  readonly city: Frame["city"];
  readonly language: "zh" | "en";
  /** whoever may not start a city of their own is not led there */
  readonly offersOwn: boolean;
}

export function CitySwitch({ cities, city, language, offersOwn }: CitySwitchProps) {
  const { t } = useTranslation("layout");
  if (!city) return null;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton
          px="xs"
          py={6}
          className={classes.city!}
          aria-label={t("city.choose", { name: cityName(city, language) })}
        >
          {cityName(city, language)} ▾
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {cities.map((one) => (
          <Menu.Item
            key={one.code}
            component="a"
            href={`/preferences/city?code=${one.code}`}
            fw={one.code === city.code ? 650 : undefined}
          >
            {cityName(one, language)}
          </Menu.Item>
        ))}
        {offersOwn && (
          <>
            <Menu.Divider />
            <Menu.Item component={Link} to="/plan/city">
              {t("city.own")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
