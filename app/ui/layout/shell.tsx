import { Box, Burger, Collapse, Container, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AccountMenu, AccountWithoutScripts } from "./account-menu";
import { CitySwitch } from "./city-switch";
import { DemoMark } from "./demo-mark";
import { DisplayMenu } from "./display-menu";
import type { Frame } from "./frame";
import { destinationsOf } from "./navigation";
import { OfflineNotice } from "./offline-notice";
import { PendingBar } from "./pending-bar";
import { PlainHttpLine } from "./plain-http-line";
import classes from "./shell.module.css";
import { UnansweredNotice } from "./unanswered-notice";
import { UnknownCityLine } from "./unknown-city-line";
import { WaitingNotice } from "./waiting-notice";

export interface ShellProps extends Frame {
  readonly children: ReactNode;
}

/** The frame of the house's screens: whose city, where one can go, how it should look, and the mark of demo data. */
export function Shell({ language, display, actor, offersOwnCity, cities, unknownCity, city, children }: ShellProps) {
  const { t } = useTranslation("layout");
  const [open, { toggle, close }] = useDisclosure(false);
  const links = destinationsOf(actor?.role ?? null).map(({ key, to }) => (
    <NavLink key={to} to={to} end={to === "/plan"} className={classes.link!} onClick={close}>
      {t(`nav.${key}`)}
    </NavLink>
  ));
  return (
    <>
      <a className="skip-link" href="#content">
        {t("skip")}
      </a>
      <PendingBar />
      <Box component="header" className={`${classes.header} no-print`}>
        <Container fluid px="md" className={classes.bar}>
          {links.length > 0 && <Burger hiddenFrom="md" size="sm" opened={open} onClick={toggle} aria-label={t("menu")} />}
          <Link to="/" className={classes.brand!} onClick={close} aria-label={t("brand")}>
            <img src="/favicon.svg" alt="" width={28} height={28} />
            <Text span fw={650} size="lg">
              {t("brand")}
            </Text>
          </Link>
          <Group component="nav" gap={4} visibleFrom="md" aria-label={t("menu")} className={classes.links!}>
            {links}
          </Group>
          <Group gap="xs" ml="auto" wrap="nowrap">
            <CitySwitch cities={cities} city={city} language={language} offersOwn={offersOwnCity} />
            <DisplayMenu language={language} display={display} />
            <AccountMenu actor={actor} />
          </Group>
        </Container>
        {actor && <AccountWithoutScripts />}
        <Collapse in={open} hiddenFrom="md">
          <nav className={classes.drawer} aria-label={t("menu")}>
            {links}
          </nav>
        </Collapse>
      </Box>
      {city?.isDemo && <DemoMark />}
      <UnknownCityLine unknownCity={unknownCity} city={city} language={language} />
      <OfflineNotice />
      {actor && <PlainHttpLine />}
      <WaitingNotice />
      <UnansweredNotice />
      <div id="content" tabIndex={-1} className={classes.content}>
        {children}
      </div>
      <footer className={`${classes.footer} no-print`} aria-label={t("footer.label")}>
        <Link to="/about/privacy">{t("footer.privacy")}</Link>
        <Link to="/about/data">{t("footer.data")}</Link>
      </footer>
    </>
  );
}
