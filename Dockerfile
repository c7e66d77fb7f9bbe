# One image for every form: docker build -t rivulet . && docker run rivulet run|listen|serve|lambda
#
# The bases may be others: the first needs a JDK 25 and Maven, or apt to get Maven with; the second glibc and bash.
ARG BUILD_BASE=eclipse-temurin:25-jdk
ARG RUN_BASE=debian:bookworm-slim

FROM ${BUILD_BASE} AS build
RUN command -v mvn >/dev/null || { apt-get update && apt-get install -y --no-install-recommends maven; }
WORKDIR /build
# Of the JDK only what the program needs; first, since it changes least. Not to /opt/java: Temurin's images have their JDK below it.
RUN jlink --output /opt/jre --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --add-modules \
java.desktop,java.management,java.naming,java.sql,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs
COPY . .
# Nothing here speaks HTTP/3, and its libraries for every system are large.
RUN mvn -B -q -Dmaven.test.skip=true package \
    && rm -f target/lib/netty-codec-native-quic-* \
    && mkdir /opt/rivulet \
    && cp -r target/rivulet.jar target/lib config src/main/image/* LICENSE /opt/rivulet/

FROM ${RUN_BASE}
COPY --from=build /opt/jre /opt/java
COPY --from=build /opt/rivulet /opt/rivulet
# A cache of loaded and linked classes, from a run that answers questions: it belongs to this Java, these jars and these options.
RUN ["/opt/java/bin/java", "@/opt/rivulet/java.options", "-jar", "/opt/rivulet/rivulet.jar", "train", "/opt/rivulet/rivulet.aot"]
RUN mkdir /data && chown 10001:10001 /data

# All but the volumes may be read only (docker run --read-only). Settings are environment variables, or another /opt/rivulet/config.
ENV RIVULET_DATA_DIR=/data
VOLUME ["/data", "/tmp"]
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["bash", "/opt/rivulet/healthcheck"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/rivulet/rivulet.aot", "@/opt/rivulet/java.options", "-jar", "/opt/rivulet/rivulet.jar"]
CMD ["run"]
