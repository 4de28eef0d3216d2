package io.fluxrecord.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** {@code fluxrecord-bom} has no parent, so nothing but this keeps it in line with the modules. */
final class BillOfMaterialsTests {

    private static final Path ROOT = Path.of("..");
    private static final String MANAGED = "/project/dependencyManagement/dependencies/dependency";

    private final XPath xpath = XPathFactory.newInstance().newXPath();

    private Document pom(String module) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(module, e);
        }
    }

    private List<String> texts(Document pom, String path) {
        try {
            NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private Stream<Document> published() {
        return texts(pom(""), "/project/modules/module").stream()
                .map(this::pom)
                .filter(pom -> texts(pom, "/project/packaging").isEmpty())
                .filter(pom ->
                        !texts(pom, "/project/properties/maven.deploy.skip").contains("true"));
    }

    @Test
    void everyPublishedArtifactIsListedAndNothingElse() {
        List<String> artifacts = published()
                .flatMap(pom -> texts(pom, "/project/artifactId").stream())
                .toList();
        assertThat(artifacts).contains("fluxrecord-core").doesNotContain("fluxrecord-examples");
        assertThat(texts(pom("bom"), MANAGED + "/artifactId")).containsExactlyInAnyOrderElementsOf(artifacts);
    }

    @Test
    void versionIsThatOfTheModules() {
        assertThat(texts(pom("bom"), "/project/version")).isEqualTo(texts(pom(""), "/project/version"));
        assertThat(texts(pom("bom"), MANAGED + "/version")).containsOnly("${project.version}");
        assertThat(texts(pom("bom"), "/project/parent")).isEmpty();
    }
}
