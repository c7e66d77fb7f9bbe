package dev.rivulet.backend.handbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the sections that speak of a question, by BM25 over their headings, sample questions and texts, kept in memory.
 *
 * <p>A bare BM25 score can't be compared between questions: a long one scores higher than a short one. So a hit's score is divided by the
 * most that any section could reach for this question, which is the sum of its words' weights (their inverse document frequencies: BM25
 * lets a word count at most that, however often it appears). The result says how much of the question, weighted by how telling its
 * words are, the section speaks of: from 0 to 1. Words that no page holds count as rare ones.
 *
 * <p>Immutable once built; may be searched from any thread.
 */
final class SectionIndex {
    /** A section and how well it fits, from 0 to 1. */
    record Hit(Section section, double fit) {}

    /** BM25's k1 and b. Chosen, like the fields' weights, on the questions marked {@code tune} in the tests' {@code questions.tsv}. */
    private static final float SATURATION = 2f;

    private static final float LENGTH = 0.4f;

    private static final String HEADING = "heading";
    private static final String QUESTIONS = "questions";
    private static final String TITLE = "title";
    private static final String TEXT = "text";

    /** Lucene announces there that it runs without an incubating module, which nobody here has to know. Kept, so that the level is. */
    private static final Logger VECTOR_HINT =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTOR_HINT.setLevel(Level.SEVERE);
    }

    private final Words words;
    private final List<Section> sections;
    private final IndexSearcher searcher;

    private SectionIndex(Words words, List<Section> sections, IndexReader reader) {
        this.words = words;
        this.sections = sections;
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(SATURATION, LENGTH));
    }

    /** Builds an index; blocks for some tens of milliseconds. */
    static SectionIndex of(List<Section> sections, Words words) {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(words))) {
            for (Section section : sections) {
                Document document = new Document();
                document.add(new TextField(TITLE, section.title(), Field.Store.NO));
                document.add(new TextField(HEADING, section.heading(), Field.Store.NO));
                document.add(new TextField(QUESTIONS, String.join("\n", section.questions()), Field.Store.NO));
                document.add(new TextField(TEXT, section.text(), Field.Store.NO));
                writer.addDocument(document);
            }
            // One segment keeps documents numbered in the order in which they were added.
            writer.forceMerge(1);
            writer.commit();
            return new SectionIndex(words, List.copyOf(sections), DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Section> sections() {
        return sections;
    }

    /** The best sections, the best first; none where no word fits. Takes less than a millisecond once warm. */
    List<Hit> search(String question, int atMost) {
        Collection<String> stems = words.stems(question);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try {
            double attainable = 0;
            for (String stem : stems) {
                query.add(anywhere(stem), BooleanClause.Occur.SHOULD);
                attainable += weight(stem);
            }
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(query.build(), atMost).scoreDocs) {
                hits.add(new Hit(sections.get(hit.doc), Math.min(1, hit.score / attainable)));
            }
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CombinedFieldQuery anywhere(String stem) {
        return new CombinedFieldQuery.Builder(new BytesRef(stem))
                .addField(HEADING, 3)
                .addField(QUESTIONS, 3)
                .addField(TITLE, 2)
                .addField(TEXT, 1)
                .build();
    }

    /** The word's inverse document frequency as BM25 has it; a word that no section holds counts as one that a single one holds. */
    private double weight(String stem) throws IOException {
        int frequency = 1;
        for (String field : List.of(HEADING, QUESTIONS, TITLE, TEXT)) {
            frequency = Math.max(frequency, searcher.getIndexReader().docFreq(new Term(field, stem)));
        }
        return Math.log1p((sections.size() - frequency + 0.5) / (frequency + 0.5));
    }
}
