package dev.rivulet.deploy;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Property values of the engine's protocol as plain Java, and back. */
final class Plain {
    /** Marks what a map stands for: https://www.pulumi.com/docs/iac/concepts/how-pulumi-works, "Secrets" in the SDKs' protocol. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private Plain() {}

    /** A value that the engine keeps encrypted. */
    record Secret(@Nullable Object value) {}

    /** In a preview: known only after the update. */
    enum Unknown {
        UNTIL_UPDATED
    }

    static Map<String, Object> of(Struct struct) {
        Map<String, Object> map = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((key, value) -> map.put(key, of(value)));
        return map;
    }

    static @Nullable Object of(Value value) {
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> {
                Map<String, Object> map = of(value.getStructValue());
                yield SECRET.equals(map.get(SIGNATURE)) ? new Secret(map.get("value")) : map;
            }
            case LIST_VALUE ->
                value.getListValue().getValuesList().stream().map(Plain::of).toList();
            case STRING_VALUE ->
                value.getStringValue().equals(UNKNOWN) ? Unknown.UNTIL_UPDATED : value.getStringValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case BOOL_VALUE -> value.getBoolValue();
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    static Struct struct(Map<?, ?> map) {
        Struct.Builder struct = Struct.newBuilder();
        map.forEach((key, value) -> struct.putFields((String) key, value(value)));
        return struct.build();
    }

    private static Value value(@Nullable Object plain) {
        Value.Builder value = Value.newBuilder();
        return switch (plain) {
            case null -> value.setNullValue(NullValue.NULL_VALUE).build();
            case Secret(Object hidden) -> {
                Map<String, Object> wrapped = new LinkedHashMap<>();
                wrapped.put(SIGNATURE, SECRET);
                wrapped.put("value", hidden);
                yield value.setStructValue(struct(wrapped)).build();
            }
            case Unknown _ -> value.setStringValue(UNKNOWN).build();
            case Map<?, ?> map -> value.setStructValue(struct(map)).build();
            case List<?> list ->
                value.setListValue(ListValue.newBuilder()
                                .addAllValues(list.stream().map(Plain::value).toList()))
                        .build();
            case Number number -> value.setNumberValue(number.doubleValue()).build();
            case Boolean flag -> value.setBoolValue(flag).build();
            default -> value.setStringValue(plain.toString()).build();
        };
    }

    /** The same without the wrapping of secrets, at any depth. */
    static @Nullable Object revealed(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Secret(Object hidden) -> revealed(hidden);
            case Map<?, ?> map -> {
                Map<Object, Object> revealed = new LinkedHashMap<>();
                map.forEach((key, below) -> revealed.put(key, revealed(below)));
                yield revealed;
            }
            case List<?> list -> list.stream().map(Plain::revealed).toList();
            default -> value;
        };
    }

    /** What is left when all secrets are taken out. */
    static @Nullable Object withoutSecrets(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Secret _ -> null;
            case Map<?, ?> map -> {
                Map<Object, Object> open = new LinkedHashMap<>();
                map.forEach((key, below) -> open.put(key, withoutSecrets(below)));
                yield open;
            }
            case List<?> list ->
                list.stream().map(item -> String.valueOf(withoutSecrets(item))).toList();
            default -> value;
        };
    }
}
