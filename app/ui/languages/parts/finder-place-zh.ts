export { compare, contact, place, question } from "../../../modules/finder/ui/strings.zh.json?place";
