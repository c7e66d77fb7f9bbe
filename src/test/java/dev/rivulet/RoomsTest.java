package dev.rivulet;

import static com.tngtech.archunit.base.DescribedPredicate.and;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms. */
@AnalyzeClasses(packages = "dev.rivulet", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    /** The contract's room not included. */
    private static final String BACKENDS = "dev.rivulet.backend.*..";

    /** Who may call AWS or sign for it. */
    private static final String[] AWS = {
        "dev.rivulet.store..",
        "dev.rivulet.backend.agentcore..",
        "dev.rivulet.backend.remote..",
        "dev.rivulet.standin.."
    };

    @ArchTest
    static final ArchRule discord4jAndReactorStayInDiscord = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rivulet.discord..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("discord4j..", "reactor..");

    @ArchTest
    static final ArchRule theAwsSdkStaysWhereItIsNeeded = noClasses()
            .that()
            .resideOutsideOfPackages(AWS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule h2StaysInStore = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rivulet.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.h2..");

    @ArchTest
    static final ArchRule onlyConfigReadsTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rivulet.config..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule nobodyImportsApp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rivulet.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.rivulet.app..");

    @ArchTest
    static final ArchRule onlyAppImportsBench = noClasses()
            .that()
            .resideOutsideOfPackages("dev.rivulet.app..", "dev.rivulet.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.rivulet.bench..");

    @ArchTest
    static final ArchRule chatUsesTheJdkOnly = noClasses()
            .that()
            .resideInAPackage("dev.rivulet.chat..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.rivulet.chat..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule renderIsPure = noClasses()
            .that()
            .resideInAPackage("dev.rivulet.render..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.net..", "java.nio.file..", "java.io..");

    @ArchTest
    static final ArchRule wireDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("dev.rivulet.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.http..", "io.vertx.core.net..", "io.vertx.ext..", "java.net..");

    @ArchTest
    static final ArchRule busUsesChatAndWireOnly =
            onlyRooms("dev.rivulet.bus..", "dev.rivulet.chat..", "dev.rivulet.wire..");

    @ArchTest
    static final ArchRule wireUsesChatOnly = onlyRooms("dev.rivulet.wire..", "dev.rivulet.chat..");

    @ArchTest
    static final ArchRule configUsesChatOnly =
            onlyRooms("dev.rivulet.config..", "dev.rivulet.chat..", "dev.rivulet.language..");

    @ArchTest
    static final ArchRule renderUsesChatOnly =
            onlyRooms("dev.rivulet.render..", "dev.rivulet.chat..", "dev.rivulet.language..");

    @ArchTest
    static final ArchRule languageKnowsNoOtherRoom = onlyRooms("dev.rivulet.language..");

    @ArchTest
    static final ArchRule routerUsesItsNeighboursOnly = onlyRooms(
            "dev.rivulet.router..",
            "dev.rivulet.chat..",
            "dev.rivulet.bus..",
            "dev.rivulet.config..",
            "dev.rivulet.store..");

    @ArchTest
    static final ArchRule backendContractUsesChatAndBusOnly =
            onlyRooms("dev.rivulet.backend", "dev.rivulet.chat..", "dev.rivulet.bus..");

    @ArchTest
    static final ArchRule discordUsesItsNeighboursOnly = onlyRooms(
            "dev.rivulet.discord..",
            "dev.rivulet.chat..",
            "dev.rivulet.bus..",
            "dev.rivulet.render..",
            "dev.rivulet.language..",
            "dev.rivulet.config..",
            "dev.rivulet.store..");

    @ArchTest
    static final ArchRule httpUsesItsNeighboursOnly = onlyRooms(
            "dev.rivulet.http..",
            "dev.rivulet.chat..",
            "dev.rivulet.bus..",
            "dev.rivulet.wire..",
            "dev.rivulet.config..");

    @ArchTest
    static final ArchRule lambdaUsesHttpAndConfigOnly =
            onlyRooms("dev.rivulet.lambda..", "dev.rivulet.http..", "dev.rivulet.config..", "dev.rivulet.chat..");

    @ArchTest
    static final ArchRule onlyLambdaAndAppImportHttp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.rivulet.http..", "dev.rivulet.lambda..", "dev.rivulet.app..", "dev.rivulet.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.rivulet.http..");

    @ArchTest
    static final ArchRule standinKnowsNoOtherRoom = onlyRooms("dev.rivulet.standin..");

    @ArchTest
    static final ArchRule simulatorKnowsNoOtherRoom = onlyRooms("dev.rivulet.simulator..");

    @ArchTest
    static final ArchRule storeUsesChatAndConfigOnly =
            onlyRooms("dev.rivulet.store..", "dev.rivulet.chat..", "dev.rivulet.config..");

    @ArchTest
    static final ArchRule telemetryKnowsNoOtherRoom = onlyRooms("dev.rivulet.telemetry..");

    @ArchTest
    static final ArchRule backendsDoNotKnowEachOther =
            slices().matching("dev.rivulet.backend.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule backendsUseTheirNeighboursOnly = noClasses()
            .that()
            .resideInAPackage(BACKENDS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rivulet.router..",
                    "dev.rivulet.discord..",
                    "dev.rivulet.http..",
                    "dev.rivulet.render..",
                    "dev.rivulet.simulator..",
                    "dev.rivulet.standin..",
                    "dev.rivulet.lambda..",
                    "dev.rivulet.language..",
                    "dev.rivulet.app..",
                    "dev.rivulet.bench..",
                    "dev.rivulet.store..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.rivulet.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfDiscordKnowTheirNeighboursBelow = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.rivulet.discord..")
            .layer("verticle")
            .definedBy("dev.rivulet.discord")
            .layer("message")
            .definedBy("dev.rivulet.discord.message..")
            .layer("command")
            .definedBy("dev.rivulet.discord.command..")
            .layer("answer")
            .definedBy("dev.rivulet.discord.answer..")
            .layer("people")
            .definedBy("dev.rivulet.discord.people..")
            .layer("history")
            .definedBy("dev.rivulet.discord.history..")
            .layer("client")
            .definedBy("dev.rivulet.discord.client..")
            .layer("attachments")
            .definedBy("dev.rivulet.discord.attachments..")
            .whereLayer("verticle")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("verticle")
            .whereLayer("command")
            .mayOnlyBeAccessedByLayers("verticle")
            .whereLayer("answer")
            .mayOnlyBeAccessedByLayers("verticle", "message", "command")
            .whereLayer("people")
            .mayOnlyBeAccessedByLayers("verticle", "message", "command", "answer")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("verticle", "message", "command", "answer", "people");

    @ArchTest
    static final ArchRule noCyclesInsideRooms =
            slices().matching("dev.rivulet.(discord|simulator).(*)..").should().beFreeOfCycles();

    /** Classes of {@code room} use, of Rivulet's own, nothing but itself, telemetry and {@code others}. */
    private static ArchRule onlyRooms(String room, String... others) {
        String[] allowed = new String[others.length + 2];
        System.arraycopy(others, 0, allowed, 0, others.length);
        allowed[others.length] = room;
        allowed[others.length + 1] = "dev.rivulet.telemetry..";
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(and(resideInAPackage("dev.rivulet.."), resideOutsideOfPackages(allowed)));
    }
}
