package io.fluxrecord.generate;

import java.util.List;

/**
 * The sources of models. Immutable.
 *
 * @param files sorted by name
 * @param remarks what could not be mapped, or was mapped in another way than one would think, each as a sentence
 * @since 0.1
 */
public record GeneratedModels(List<SourceFile> files, List<String> remarks) {

    public GeneratedModels {
        files = List.copyOf(files);
        remarks = List.copyOf(remarks);
    }
}
