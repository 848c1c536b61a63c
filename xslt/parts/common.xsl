<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page shares: labels, the frame around the content, ids and languages, dates in words. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei str">

  <xsl:include href="machine.xsl"/>

  <xsl:include href="given.xsl"/>

  <xsl:param name="lang" select="'en'"/>
  <xsl:param name="edition-title"/>
  <!-- the address of this page and of the index, seen from the index and from here; $root is "" or "../" -->
  <xsl:param name="self"/>
  <xsl:param name="home"/>
  <xsl:param name="root"/>
  <!-- links of the edition's own: one a line, label and address separated by a tab; addresses count from $root -->
  <xsl:param name="menu"/>
  <xsl:param name="logo"/>
  <xsl:param name="css" select="'css/edition.css'"/>
  <xsl:param name="own-css"/>
  <xsl:param name="base-url"/>
  <!-- who publishes the edition, when (ISO), under which licence; the program that made the pages -->
  <xsl:param name="publisher"/>
  <xsl:param name="published"/>
  <xsl:param name="licence"/>
  <xsl:param name="licence-words"/>
  <xsl:param name="generator"/>
  <!-- where errors are reported -->
  <xsl:param name="email"/>

  <!-- The words of the page: $t/notes is "Notes" or "Anmerkungen". An unknown language gets English. -->
  <xsl:variable name="t" select="$labels/language[@xml:lang = $lang]
    | $labels/language[@xml:lang = 'en'][not($labels/language[@xml:lang = $lang])]"/>

  <!-- the language that the words of the page have: the one that is asked for, if there are words in it -->
  <xsl:variable name="words-lang" select="string($t/@xml:lang)"/>

  <!-- which way a language is written; a page is written from the left if it says nothing -->
  <xsl:template name="dir">
    <xsl:param name="of"/>
    <xsl:variable name="from-right" select="contains(' ar arc ckb dv fa he iw ji ps sd syr ug ur yi ', concat(' ', substring-before(concat($of, substring($words-lang, 1, 20 * not($of)), '-'), '-'), ' '))"/>
    <xsl:choose>
      <xsl:when test="$from-right"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:when>
      <xsl:when test="$of"><xsl:attribute name="dir">ltr</xsl:attribute></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Keys and templates match by names alone: for a condition in a pattern, libxslt counts all that stands beside. -->
  <xsl:key name="id" match="*" use="@xml:id"/>

  <!-- ids of the page's own parts; a TEI file that uses one of them does not get it as a fragment -->
  <xsl:variable name="own-ids" select="' main text card who contents filter notes signs named cite files made nearby rights summary display show-names show-notes q words '"/>

  <!-- id, language, type: what every element of the text hands on -->
  <xsl:template name="atts">
    <xsl:if test="@type and (self::tei:div or self::tei:seg or self::tei:note or self::tei:list or self::tei:figure or self::tei:fw)">
      <xsl:attribute name="data-type"><xsl:value-of select="@type"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@xml:id and generate-id(key('id', @xml:id)[1]) = generate-id()
        and not(contains($own-ids, concat(' ', @xml:id, ' ')))">
      <xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@xml:lang">
      <xsl:call-template name="language"><xsl:with-param name="of" select="@xml:lang"/></xsl:call-template>
      <xsl:attribute name="dir">auto</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The language of an element; files of others may name what is none: "en_US", "a b" -->
  <xsl:template name="language">
    <xsl:param name="of"/>
    <xsl:variable name="first" select="substring-before(concat($of, '-'), '-')"/>
    <xsl:if test="$of = '' or (translate($of, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-', '') = ''
        and (string-length($first) &gt; 1 or ($first = 'x' or $first = 'i') and $of != $first) and translate($first, '0123456789', '') = $first
        and not(contains(concat($of, '-'), '--')) and not(str:tokenize($of, '-')[string-length() &gt; 8]))">
      <xsl:attribute name="lang"><xsl:value-of select="$of"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The head of every page; $styles and $scripts name the files of css/ and js/ that it has besides edition.css. -->
  <xsl:template name="meta">
    <xsl:param name="styles" select="'pages'"/>
    <xsl:param name="scripts"/>
    <xsl:param name="script-src">'self'</xsl:param>
    <xsl:param name="connect-src">'none'</xsl:param>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src {$script-src}; connect-src {$connect-src}; img-src 'self' data:; base-uri 'none'; form-action 'self'"/>
    <meta name="color-scheme" content="light dark"/>
    <meta name="referrer" content="no-referrer"/>
    <link rel="icon" href="data:,"/>
    <xsl:call-template name="addresses"/>
    <link rel="stylesheet" href="{$css}"/>
    <link rel="stylesheet" href="{substring-before($css, 'edition.css')}print.css" media="print"/>
    <xsl:for-each select="str:tokenize($styles)"><link rel="stylesheet" href="{$root}css/{.}.css"/></xsl:for-each>
    <xsl:if test="$own-css != ''"><link rel="stylesheet" href="{$own-css}"/></xsl:if>
    <xsl:for-each select="str:tokenize($scripts)"><script src="{$root}js/{.}.js" defer=""></script></xsl:for-each>
  </xsl:template>

  <!-- $display: the menu of those pages whose look can be chosen -->
  <xsl:template name="banner">
    <xsl:param name="display"/>
    <xsl:if test="$edition-title != '' or string($display) != ''">
      <header class="banner">
        <xsl:choose>
          <xsl:when test="$home != ''"><a class="home" href="{$home}"><xsl:call-template name="home"/></a></xsl:when>
          <xsl:otherwise><span class="home"><xsl:call-template name="home"/></span></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="menu"/>
        <xsl:copy-of select="$display"/>
      </header>
    </xsl:if>
  </xsl:template>

  <xsl:template name="home">
    <xsl:if test="$logo != ''"><img class="logo" src="{$logo}" alt=""/></xsl:if>
    <xsl:value-of select="$edition-title"/>
  </xsl:template>

  <!-- The four ways into the edition, then the links of its own, then a search field that needs no script. -->
  <xsl:template name="menu">
    <xsl:if test="$home != '' or $menu != ''">
      <nav aria-label="{$t/main-navigation}">
        <xsl:if test="$home != ''">
          <a href="{$home}"><xsl:call-template name="here"><xsl:with-param name="at" select="'index.html'"/></xsl:call-template><xsl:value-of select="$t/documents"/></a>
          <a href="{$root}people/index.html"><xsl:call-template name="here"><xsl:with-param name="at" select="'people/index.html'"/></xsl:call-template><xsl:value-of select="$t/people"/></a>
          <a href="{$root}years/index.html"><xsl:call-template name="here"><xsl:with-param name="at" select="'years/index.html'"/></xsl:call-template><xsl:value-of select="$t/chronology"/></a>
        </xsl:if>
        <xsl:apply-templates select="str:tokenize($menu, '&#10;')" mode="menu"/>
      </nav>
      <xsl:if test="$home != '' and $self != 'search.html' and not(starts-with($self, 'index.') or starts-with($self, 'newest.'))">
        <search><form action="{$root}search.html">
          <input id="q" name="q" type="search" autocomplete="off" aria-label="{$t/search-edition}"/>
          <button><xsl:value-of select="$t/search"/></button>
        </form></search>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="here">
    <xsl:param name="at"/>
    <xsl:if test="$self = $at"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="token" mode="menu">
    <xsl:variable name="to" select="substring-after(., '&#9;')"/>
    <xsl:variable name="scheme" select="translate(substring-before($to, ':'), 'HTPSMAILO', 'htpsmailo')"/>
    <xsl:choose>
      <xsl:when test="$scheme = 'http' or $scheme = 'https' or $scheme = 'mailto'"><a href="{$to}"><xsl:value-of select="substring-before(., '&#9;')"/></a></xsl:when>
      <xsl:when test="not(contains($to, ':'))"><a href="{$root}{$to}"><xsl:value-of select="substring-before(., '&#9;')"/></a></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="footer">
    <footer class="foot">
      <xsl:if test="$home != ''">
        <p>
          <a href="{$root}about/licence.html"><xsl:value-of select="$t/licence"/></a><xsl:text> </xsl:text>
          <a href="{$root}about/accessibility.html"><xsl:value-of select="$t/accessibility"/></a><xsl:text> </xsl:text>
          <a href="{$root}about/edition.html"><xsl:value-of select="$t/imprint"/></a>
        </p>
      </xsl:if>
      <p>
        <xsl:if test="$published != ''">
          <xsl:value-of select="concat($t/edition-of, ' ')"/>
          <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template>
          <xsl:text>. </xsl:text>
        </xsl:if>
        <xsl:if test="$generator != ''"><xsl:value-of select="concat($t/made-with, ' ', $generator, '. ')"/></xsl:if>
        <xsl:value-of select="$t/no-external-requests"/>
      </p>
    </footer>
  </xsl:template>

  <!-- 12345 → "12,345" -->
  <xsl:variable name="thousands" select="string($t/thousands)"/>
  <xsl:template name="digits">
    <xsl:param name="n"/>
    <xsl:value-of select="translate(format-number($n, '#,##0'), ',', $thousands)"/>
  </xsl:template>

  <!-- "3 turns": a number with the word that fits it; $word is a unit of labels.xml -->
  <xsl:template name="count">
    <xsl:param name="n"/>
    <xsl:param name="word"/>
    <xsl:variable name="unit" select="$t/unit[@n = $word]"/>
    <xsl:call-template name="digits"><xsl:with-param name="n" select="$n"/></xsl:call-template>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$n = 1"><xsl:value-of select="$unit"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$unit/@many"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- for pages that count documents many times -->
  <xsl:variable name="one-document" select="string($t/unit[@n = 'document'])"/>
  <xsl:variable name="many-documents" select="string($t/unit[@n = 'document']/@many)"/>

  <!-- the months, for scripts -->
  <xsl:variable name="month-names"><xsl:for-each select="$t/month"><xsl:value-of select="substring(concat(' ', .), 1 + (position() = 1))"/></xsl:for-each></xsl:variable>

  <!-- 1964-11-25 → "25 November 1964"; 1973-08 → "August 1973"; 1970 → "1970"; anything else as it is -->
  <xsl:template name="date-in-words">
    <xsl:param name="iso"/>
    <xsl:variable name="form" select="translate($iso, '012345678', '999999999')"/>
    <xsl:variable name="month" select="$t/month[number(substring($iso, 6, 2))]"/>
    <xsl:choose>
      <xsl:when test="$form = '9999-99-99' and $month">
        <xsl:value-of select="concat(number(substring($iso, 9, 2)), $t/day-mark, ' ', $month, ' ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:when test="$form = '9999-99' and $month">
        <xsl:value-of select="concat($month, ' ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$iso"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A TEI date in words, precise or not, for heads, cards and lists -->
  <xsl:template match="tei:date" mode="words">
    <xsl:variable name="from" select="(@from | @notBefore)[1]"/>
    <xsl:variable name="to" select="(@to | @notAfter)[1]"/>
    <xsl:choose>
      <xsl:when test="@when">
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@when"/></xsl:call-template>
        <xsl:if test="string-length(@when) = 7 and (tei:gap or contains(., '[illegible'))">
          <xsl:value-of select="concat(', ', $t/day-illegible)"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$from and $to and @from">
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$from"/></xsl:call-template>
        <xsl:text> – </xsl:text>
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$to"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$from and $to">
        <xsl:value-of select="concat($t/between, ' ')"/>
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$from"/></xsl:call-template>
        <xsl:value-of select="concat(' ', $t/and, ' ')"/>
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$to"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$from">
        <xsl:value-of select="concat($t/not-before, ' ')"/>
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$from"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$to">
        <xsl:value-of select="concat($t/not-after, ' ')"/>
        <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$to"/></xsl:call-template>
      </xsl:when>
      <!-- the date of the document itself, in words that are none of the calendar -->
      <xsl:when test="not(@type or parent::tei:ref)"><xsl:value-of select="str:replace($t/dated-in-source, '%', normalize-space(.))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether this is a day, a month or a year of the calendar, as HTML writes it; files of others have a 30 February -->
  <xsl:template name="is-day">
    <xsl:param name="of"/>
    <xsl:variable name="form" select="translate($of, '012345678', '999999999')"/>
    <xsl:variable name="y" select="number(substring($of, 1, 4))"/>
    <xsl:variable name="m" select="number(substring(concat($of, '-01'), 6, 2))"/>
    <xsl:variable name="d" select="number(substring(concat($of, substring('-01-01', 3 * ($form = '9999-99') + 1)), 9, 2))"/>
    <xsl:variable name="leap" select="number($y mod 4 = 0 and ($y mod 100 != 0 or $y mod 400 = 0))"/>
    <xsl:value-of select="($form = '9999-99-99' or $form = '9999-99' or $form = '9999') and $y &gt; 0 and $m &gt; 0 and $m &lt; 13
      and $d &gt; 0 and $d &lt;= 30 + ($m + floor($m div 8)) mod 2 - (2 - $leap) * ($m = 2)"/>
  </xsl:template>

  <!-- The same with <time datetime> where HTML can say it; a vague date says on hover where it is sorted -->
  <xsl:template match="tei:date" mode="time">
    <xsl:variable name="is-day"><xsl:call-template name="is-day"><xsl:with-param name="of" select="@when"/></xsl:call-template></xsl:variable>
    <xsl:variable name="sorted"><xsl:apply-templates select="." mode="sorted"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$is-day = 'true'">
        <time datetime="{@when}"><xsl:call-template name="hover"><xsl:with-param name="words" select="$sorted"/></xsl:call-template><xsl:apply-templates select="." mode="words"/></time>
      </xsl:when>
      <xsl:when test="$sorted != ''"><span title="{$sorted}"><xsl:apply-templates select="." mode="words"/></span></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="hover">
    <xsl:param name="words"/>
    <xsl:if test="$words != ''"><xsl:attribute name="title"><xsl:value-of select="$words"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- "sorted as 1 August 1973": the first day that a vague date can mean; nothing for a precise one -->
  <xsl:template match="tei:date" mode="sorted">
    <xsl:variable name="iso" select="(@when | @from | @notBefore)[1]"/>
    <xsl:variable name="form" select="translate($iso, '012345678', '999999999')"/>
    <xsl:variable name="day">
      <xsl:choose>
        <xsl:when test="$form = '9999'"><xsl:value-of select="concat($iso, '-01-01')"/></xsl:when>
        <xsl:when test="$form = '9999-99'"><xsl:value-of select="concat($iso, '-01')"/></xsl:when>
        <xsl:when test="$form = '9999-99-99' and not(@when)"><xsl:value-of select="$iso"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$day != ''">
      <xsl:value-of select="concat($t/sorted-as, ' ')"/>
      <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$day"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
