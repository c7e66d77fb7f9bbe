package dev.rivulet.backend.handbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter.StemmerOverrideMap;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Text to the stems of its words that carry meaning. {@code OLLAMA_URL} gives {@code ollama} and {@code url}; words that any question
 * may hold, and greetings, give nothing; words that mean the same here give the same stem.
 */
final class Words extends Analyzer {
    private static final int PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

    private static final CharArraySet EMPTY_WORDS = new CharArraySet(split("""
                    a about actually again all already also am an and any anyone anything are as ask at be because been before being below but
                    by came can cannot come comes could d did do does doing don done else every everything explain for from get gets
                    getting give go goes going good got had has have having he her here him his how i if im in instead into is isn it
                    its ive just kind know let like ll looking lot m made make makes many may maybe me mean means might mine much must my
                    need needs no not nothing now of often ok onto okay on one only or other our out over own possible question questions re real
                    really s say says shall she should show so some somehow somebody someone something still such sure t take takes
                    tell than that thats the their them then there these they thing things this those through to today too try trying
                    under up us use used using ve very want wants was way ways we well were what whats when where whether which who whom
                    whose why will with without won would yet you your yours
                    bye evening greetings hello help hey hi morning please thank thanks yo
                    """), true);

    /** Words that mean the same here: the first of each line stands for the others. */
    private static final String SAME = """
            administrator admin
            answer reply respond response
            computer pc laptop box machine
            cost pay price
            directory folder
            download fetch
            earlier old previous
            failure error mistake wrong
            graphics gpu
            guild server
            image photo picture screenshot
            licence license
            memory ram
            model llm
            off disable
            other another different second
            permission right
            remove delete rid uninstall
            run execute
            start launch boot
            stop quit exit abort cancel terminate halt kill interrupt shutdown
            update upgrade newest newer release
            variable env
            """;

    private final StemmerOverrideMap same = same();

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        TokenStream stream = new WordDelimiterGraphFilter(words, PARTS, null);
        stream = new LowerCaseFilter(stream);
        stream = new StopFilter(stream, EMPTY_WORDS);
        stream = new SnowballFilter(stream, new EnglishStemmer());
        return new TokenStreamComponents(words, new StemmerOverrideFilter(stream, same));
    }

    private static StemmerOverrideMap same() {
        StemmerOverrideFilter.Builder map = new StemmerOverrideFilter.Builder();
        SAME.lines()
                .map(Words::split)
                .forEach(line -> line.stream().skip(1).forEach(word -> map.add(stem(word), stem(line.getFirst()))));
        try {
            return map.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> split(String words) {
        return List.of(words.strip().split("\\s+"));
    }

    private static String stem(String word) {
        EnglishStemmer stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    /** The different stems, in order of appearance. */
    Set<String> stems(String text) {
        Set<String> stems = new LinkedHashSet<>();
        try (TokenStream stream = tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                stems.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stems;
    }
}
