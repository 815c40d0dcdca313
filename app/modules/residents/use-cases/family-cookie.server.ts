import { linkCookie } from "~/platform/link-cookie.server";

export const familyCookie = linkCookie("family");
