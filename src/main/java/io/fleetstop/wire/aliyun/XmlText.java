package io.fleetstop.wire.aliyun;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The vendor's XML: one element a field, a list as elements of the same name side by side. */
final class XmlText {
    private XmlText() {}

    static String of(String rootElement, JsonObject tree) {
        StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>");
        element(xml, rootElement, tree);
        return xml.toString();
    }

    private static void element(StringBuilder xml, String name, Object value) {
        if (value instanceof JsonArray list) {
            list.forEach(item -> element(xml, name, item));
            return;
        }
        xml.append('<').append(name).append('>');
        if (value instanceof JsonObject fields) {
            fields.forEach(field -> element(xml, field.getKey(), field.getValue()));
        } else {
            escape(xml, String.valueOf(value));
        }
        xml.append("</").append(name).append('>');
    }

    private static void escape(StringBuilder xml, String text) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&apos;");
                default -> xml.appendCodePoint(isXml(character) ? character : '\uFFFD');
            }
        });
    }

    /** XML 1.0 has no way at all to write most control characters, escaped or not. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
